/** Broken, unwanted, faulty: what comes back to the workshop. */
import { script } from './script.ts'

export const returnScripts = [
  script(
    'rota',
    'devolucion',
    'dsp_devolucion-rotura',
    `C: [Hola|Buenas], acabo de abrir el paquete y {pieza} ha llegado con un golpe +foto
     A: ¡Vaya, {nombre}! Lo siento mucho. Se ve perfectamente en la foto.
     A: Te enviamos otra pieza sin coste. ¿La mandamos a la misma dirección?
     C: Sí, a la misma. ¿Qué hago con la rota?
     A: Quédatela o tírala, no hace falta que la devuelvas.
     C: ¿Cuándo llegaría la nueva?
     A: Sale mañana: la tienes en dos o tres días, con doble caja esta vez.
     C: [Así da gusto|Qué bien], muchas gracias
     A: Perdona el disgusto, {nombre}.`,
  ),
  script(
    'no-encaja',
    'devolucion',
    'dsp_devolucion-recogida',
    `C: [Hola|Buenas], quiero devolver {pieza}, no me encaja en el salón
     A: Hola, {nombre}. Sin problema, estás dentro de los 30 días. ¿Tienes la caja?
     C: Sí, la tengo entera
     A: Perfecto. ¿Te pasamos a recoger el {dia} por la mañana?
     C: Mejor por la tarde, si puede ser
     A: De cuatro a ocho, apuntado. Te llega por correo la etiqueta: pégala encima de la vieja. +factura
     C: ¿Y el dinero?
     A: En cuanto la revisemos, {importe} a la misma tarjeta. Suelen ser cinco días en total.
     C: [Perfecto|Muy bien], gracias
     A: A ti. Seguro que damos con otra que sí encaje.`,
  ),
  script(
    'cambio',
    'devolucion',
    'dsp_devolucion-cambio',
    `C: [Hola|Buenas], ¿puedo cambiar el cuenco Marea por la maceta Olivo? Todavía no lo he abierto
     A: ¡Hola, {nombre}! Claro. La Olivo cuesta 39 € y la Marea 46 €: te devolvemos 7 €.
     C: [Perfecto|Genial], ¿cómo lo hacemos?
     A: El mismo repartidor te deja una y se lleva la otra. ¿Te va bien el {dia}?
     C: El {dia} me va bien
     A: Hecho entonces. Deja el cuenco en su caja, sin más.
     C: [Qué cómodo|Estupendo], gracias
     A: ¡A ti!`,
  ),
  script(
    'reembolso',
    'devolucion',
    'dsp_devolucion-reembolso',
    `C: Devolví el pedido {pedido} hace dos semanas y sigo sin ver el dinero
     A: Hola, {nombre}. Lo compruebo ahora mismo.
     C: [Gracias|Vale]
     A: La pieza llegó el día 4 y se revisó, pero el abono se quedó sin confirmar. Ha sido un fallo nuestro.
     A: Lo acabo de hacer: {importe} a tu tarjeta.
     C: ¿Y cuándo lo veré?
     A: Entre mañana y pasado. Te mando el justificante por si el banco pregunta. +factura
     C: [De acuerdo|Está bien]. Gracias por arreglarlo
     A: Faltaba más, y perdona la espera.`,
  ),
  script(
    'parpadea',
    'devolucion',
    'dsp_devolucion-garantia',
    `C: [Hola|Buenas], {lampara} que compré en primavera ha empezado a parpadear
     A: Hola, {nombre}. ¿Has probado con otra bombilla?
     C: Sí, con dos, y pasa lo mismo
     A: Entonces será el portalámparas. Está en garantía: dos años desde la compra.
     A: Te podemos mandar el repuesto, que se cambia con un destornillador, o recoger la lámpara y arreglarla aquí.
     C: Prefiero el repuesto, me apaño bien
     A: Sale mañana con un dibujo de cómo se cambia. Corta la luz antes, por favor.
     C: [Claro|Por supuesto], gracias
     A: Si se te resiste, nos escribes y la recogemos.`,
  ),
  script(
    'esmalte',
    'devolucion',
    'dsp_devolucion-cambio',
    `C: [Hola|Buenas], {pieza} tiene una mancha en el esmalte, no sé si es normal +foto
     A: Hola, {nombre}. Gracias por la foto. Las diferencias de tono son normales, pero eso es una burbuja del horno.
     C: ¿Entonces es un defecto?
     A: Sí, y no debió salir del taller. Te la cambiamos, o si te gusta así te devolvemos 15 €.
     C: La verdad es que tiene su gracia… me la quedo
     A: Pues 15 € de vuelta a tu tarjeta. ¡Y tienes una pieza única!
     C: [Jaja, eso es|Pues sí], gracias
     A: ¡A ti!`,
  ),
  script(
    'no-pasaron',
    'devolucion',
    'dsp_devolucion-recogida',
    `C: Hoy tenían que venir a recoger mi devolución y no ha venido nadie
     A: Hola, {nombre}. Disculpa. ¿Me dices el número de pedido?
     C: {pedido}
     A: Veo el aviso: {agencia} dice que llamó a las {hora} y no contestaban.
     C: He estado en casa toda la mañana, aquí no ha llamado nadie
     A: Te creo. Pido otra recogida para mañana y que llamen al móvil antes de subir.
     C: Mañana solo hasta las doce
     A: Puesto: mañana de nueve a doce. Si a las once no saben nada de ti, me encargo yo.
     C: [Vale|De acuerdo]. Gracias, {agente}
     A: A ti, y perdona.`,
  ),
  script(
    'pantalla',
    'devolucion',
    'dsp_devolucion-rotura',
    `C: [Buenas|Hola], la pantalla de lino de la Alba ha venido arrugada +foto
     A: ¡Hola, {nombre}! Sí, se ve. A veces se quita con vapor, ¿has probado?
     C: Con la plancha, y ha quedado peor
     A: No pasa nada. Te mandamos una pantalla nueva, la base te la quedas.
     C: ¿Tengo que pagar algo?
     A: Nada, es cosa nuestra.
     C: [Qué bien|Perfecto], gracias
     A: Llega en tres días. ¡Y guarda la plancha lejos!`,
  ),
  script(
    'sin-caja',
    'devolucion',
    'dsp_devolucion-recogida',
    `C: [Hola|Buenas], quiero devolver una maceta pero tiré la caja, ¿puedo?
     A: Hola, {nombre}. Se puede, pero hay que protegerla bien: es barro y viaja con otros paquetes.
     C: Tengo una caja de zapatos y papel de burbujas
     A: Para la Olivo se queda pequeña. Te mando una caja vacía con el repartidor y la rellenas en el momento.
     C: ¿De verdad? ¿Y eso cuánto cuesta?
     A: 4 €, que descontamos del reembolso.
     C: Me parece bien. ¿Cuándo vienen?
     A: El {dia}, entre las diez y las doce.
     C: [Estupendo|Genial], gracias
     A: ¡A ti, {nombre}!`,
  ),
]
