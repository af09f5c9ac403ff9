/** Where is it, can it still be changed: what people ask once they have ordered. */
import { script } from './script.ts'

export const orderScripts = [
  script(
    'donde-esta',
    'pedido',
    'dsp_pedido-informado',
    `C: [Hola|Buenas|Hola, buenas], ¿por dónde va mi pedido {pedido}?
     A: Hola, {nombre}, soy {agente}. Lo miro ahora mismo.
     A: Salió ayer del taller y está en el almacén de {ciudad}. Te llega hoy o mañana por la mañana.
     C: ¿Me avisan antes de venir?
     A: Sí, {agencia} manda un mensaje con una franja de dos horas.
     C: [Perfecto|Vale, gracias], es que mañana no estoy por la tarde
     A: Si te toca por la tarde, desde el propio mensaje lo puedes mover de día.
     C: [Muy bien|Genial], gracias
     A: A ti, {nombre}.`,
  ),
  script(
    'retraso',
    'pedido',
    'dsp_pedido-retraso',
    `C: [Buenas|Hola], mi pedido {pedido} tenía que llegar el lunes y no sé nada
     C: Lo necesito para este fin de semana
     A: Hola, {nombre}. Siento mucho el retraso, déjame llamar a {agencia}.
     C: [Vale|De acuerdo], espero
     A: Ya está: la furgoneta tuvo una avería y el paquete se quedó en {ciudad}. Sale hoy con reparto urgente.
     C: ¿Seguro que llega el viernes?
     A: Seguro. Y como te han hecho esperar, te devolvemos los gastos de envío.
     C: [Bueno, gracias por moverlo|Se agradece]. A ver si es verdad
     A: Te escribo yo mañana a mediodía para confirmarlo. Gracias por la paciencia.`,
  ),
  script(
    'direccion',
    'pedido',
    'dsp_pedido-direccion',
    `C: [Hola|Buenas], me he equivocado de dirección en el pedido {pedido}
     A: Hola, {nombre}. Todavía está en el taller, llegamos a tiempo. ¿Cuál es la buena?
     C: Calle del Olivo, 27, segundo B, {ciudad}
     A: ¿Con el mismo teléfono?
     C: Sí, el mismo
     A: Cambiada. Te acaba de llegar un correo con la dirección nueva, échale un vistazo.
     C: [Correcto|Está bien]. [Menos mal|Qué alivio], gracias
     A: ¡De nada! Sale mañana.`,
  ),
  script(
    'anular',
    'pedido',
    'dsp_pedido-anulado',
    `C: [Hola|Buenas], quería anular el pedido {pedido}, lo he hecho dos veces sin querer
     A: Hola, {nombre}. Sí, veo dos iguales con tres minutos de diferencia. Anulo el segundo.
     C: [Eso|Sí], solo quiero uno
     A: Hecho: se queda el primero y te devolvemos {importe} a la misma tarjeta.
     C: ¿Cuánto tarda la devolución?
     A: De dos a cinco días, según el banco.
     C: [Perfecto|De acuerdo], gracias por la rapidez
     A: A ti. ¡Que la disfrutes!`,
  ),
  script(
    'falta-pieza',
    'pedido',
    'dsp_pedido-incompleto',
    `C: [Hola|Buenas], me ha llegado el pedido {pedido} pero solo viene una taza y eran dos +foto
     A: Hola, {nombre}. Vaya, lo siento. ¿La caja venía abierta?
     C: No, venía bien precintada
     A: Entonces el fallo es nuestro, al preparar el paquete. Mañana sale la que falta, sin coste.
     C: ¿Tengo que devolver algo?
     A: Nada. Y para compensarte te mandamos también un posavasos de barro.
     C: [Qué detalle|Ah, muchas gracias], así sí
     A: Perdona las molestias, {nombre}.`,
  ),
  script(
    'entregado',
    'pedido',
    'dsp_pedido-perdido',
    `C: El pedido {pedido} aparece como entregado y aquí no ha llegado nada
     A: Hola, {nombre}. Vamos a localizarlo. ¿Hay portería o algún vecino que lo haya podido recoger?
     C: He preguntado y nada
     A: El repartidor dice que lo dejó a las {hora} a nombre de «conserje».
     C: Pero si no tenemos conserje desde hace un año
     A: Pues se ha confundido de portal. He abierto una reclamación a {agencia}, tienen 24 horas.
     A: Si mañana no aparece, te enviamos otra pieza.
     C: [De acuerdo|Vale], mañana os escribo entonces
     A: No hace falta: te escribo yo con lo que sea.
     C: [Gracias|Muchas gracias], {agente}`,
  ),
  script(
    'cita-faro',
    'pedido',
    'dsp_pedido-informado',
    `C: [Hola|Buenas], he comprado la Faro, el pedido {pedido}, y decía que se entrega con cita
     A: ¡Hola, {nombre}! Así es, viaja aparte. Para {ciudad} tenemos ruta el {dia}.
     C: ¿Por la mañana o por la tarde?
     A: Como prefieras: de nueve a una o de cuatro a ocho.
     C: Por la tarde, que trabajo
     A: Apuntado: {dia} por la tarde. La suben a casa y se llevan el cartón.
     C: [Qué bien|Perfecto], que no tengo ascensor
     A: Para eso está. ¡Gracias a ti!`,
  ),
  script(
    'canarias',
    'pedido',
    'dsp_pedido-informado',
    `C: Hola, escribo desde Las Palmas, ¿tengo que pagar algo de aduana por el pedido {pedido}?
     A: ¡Hola, {nombre}! Por debajo de 150 € no. El tuyo es de {importe}, así que nada.
     C: ¿Y cuánto tarda?
     A: De cinco a siete días laborables. Embarca mañana.
     C: [Estupendo|Muy bien]. ¿Puedo seguirlo en algún sitio?
     A: En la tienda, en «Seguir un pedido», con el número. También te llega un correo cuando esté en la isla.
     C: [Gracias|Mil gracias], buen día
     A: ¡Igualmente!`,
  ),
  script(
    'anadir',
    'pedido',
    'dsp_pedido-ampliado',
    `C: [Hola|Buenas], ¿puedo añadir {pieza} al pedido {pedido} y que vaya todo junto?
     A: Hola, {nombre}. Sí, todavía no está embalado. Te mando un enlace para pagar solo la diferencia.
     C: [Vale|Perfecto], ¿no pago otro envío?
     A: No, va en la misma caja. El enlace te ha llegado al correo.
     C: Pagado
     A: Lo veo. Sale todo mañana con el mismo número de pedido.
     C: [Genial, gracias|Gracias], {agente}
     A: ¡A ti, {nombre}!`,
  ),
  script(
    'sin-confirmacion',
    'pedido',
    'dsp_pedido-informado',
    `C: He hecho una compra hace una hora y no me ha llegado ningún correo, no sé si se ha hecho bien
     A: Hola, {nombre}. Con tu correo veo un pedido de hoy a las {hora}: {pedido}. Está pagado y en marcha.
     C: [Uf, menos mal|Ah, vale], ¿por qué no me llega?
     A: Mira en la carpeta de correo no deseado; te lo reenvío ahora.
     C: Sí, estaba ahí
     A: ¡Resuelto entonces! Márcanos como remitente de confianza y ya no se pierde el siguiente.
     C: [Hecho|Así lo haré]. Gracias
     A: A ti.`,
  ),
  script(
    'vecina',
    'pedido',
    'dsp_pedido-direccion',
    `C: [Hola|Buenas], el {dia} me entregan el pedido {pedido} y no voy a estar
     C: ¿Lo pueden dejar a mi vecina?
     A: Hola, {nombre}. Sí, dime su nombre y su piso y lo pongo en la etiqueta.
     C: Amparo, primero A
     A: Anotado. El repartidor lleva la nota y le pedirá su nombre al entregarlo.
     C: [Perfecto|Genial], le aviso
     A: ¡Gracias a las dos!`,
  ),
]
