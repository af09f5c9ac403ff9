/** What people ask a shop of lamps and ceramics before they buy. */
import { script } from './script.ts'

export const salesScripts = [
  script(
    'bombilla',
    'compra',
    'dsp_sinventa-informacion',
    `C: [Hola|Buenas|Hola, buenas], ¿qué bombilla lleva {lampara}?
     A: ¡Hola, {nombre}! Soy {agente}, del taller. Lleva rosca E27, hasta 12 W si es LED.
     A: La primera va incluida en la caja.
     C: ¿Y es luz cálida o blanca?
     A: Cálida, de 2700 K. Al atardecer el barro se pone casi naranja, queda muy bonita.
     C: [Perfecto|Estupendo|Qué bien], justo lo que buscaba. ¿Se puede poner un regulador?
     A: Sí, con una bombilla regulable. La que incluimos no lo es, pero por 6 € te la cambiamos al hacer el pedido.
     C: [Vale, lo apunto|Anotado]. [Muchas gracias|Gracias], {agente}
     A: A ti, {nombre}. Si te surge otra duda, aquí estamos.`,
  ),
  script(
    'restaurante',
    'compra',
    'dsp_venta-presupuesto',
    `C: [Hola|Buenas], estamos montando un restaurante en {ciudad} y nos encantan las Candil
     C: Necesitaríamos ocho, ¿hacéis precio por cantidad?
     A: ¡Hola, {nombre}! Qué buena noticia. A partir de seis piezas aplicamos un 12 %.
     A: ¿Para cuándo las necesitáis? Cada horno son cuatro lámparas.
     C: Abrimos dentro de seis semanas, más o menos
     A: Llegamos bien: dos hornadas y una semana para cablear. ¿En salvia todas, o mezcláis esmaltes?
     C: Seis en salvia y dos en barro visto, para la barra
     A: Apuntado. Te preparo el presupuesto con portes a {ciudad} incluidos y te lo envío hoy mismo. +factura
     C: [Genial|Perfecto], ¿hay que dejar señal?
     A: Un 30 % al confirmar y el resto antes del envío.
     C: De acuerdo, lo hablo con mi socia y os digo. [Gracias|Mil gracias]
     A: Gracias a vosotros. Queda todo anotado por si escribes otro día.`,
  ),
  script(
    'otro-color',
    'compra',
    'dsp_sinventa-pensar',
    `C: [Hola|Buenas tardes|Buenas], ¿tenéis {pieza} en otro color?
     A: ¡Hola, {nombre}! De serie solo en el que ves, pero la hacemos por encargo en salvia, noche o crema.
     C: ¿Cuánto tarda por encargo?
     A: Entre tres y cuatro semanas. El precio sube un 10 %: sobre {importe}.
     C: Uf, lo quería para un cumpleaños la semana que viene
     A: Entiendo. Si quieres, te enseño lo que tenemos listo para salir mañana.
     C: No te preocupes, me lo pienso y vuelvo a escribir
     A: ¡Claro! Aquí nos encuentras.`,
  ),
  script(
    'regalo',
    'compra',
    'dsp_venta-compra',
    `C: [Hola|Buenas], quiero regalar {pieza} y que llegue directamente a casa de mi hermana
     C: ¿Lo podéis mandar envuelto y sin el precio?
     A: ¡Hola, {nombre}! Claro que sí: papel de estraza, cordel y una tarjeta escrita a mano, sin coste.
     A: Al pagar, marca «Es un regalo» y pon allí su dirección y lo que quieres que diga la tarjeta.
     C: ¿Llegaría antes del {dia}?
     A: ¿A qué ciudad va?
     C: A {ciudad}
     A: Entonces sí: si lo pides hoy antes de las tres, está allí en dos días.
     C: [Hecho|Listo], ya lo he pedido, el {pedido}
     A: Lo veo, {nombre}. Sale mañana a primera hora, con su lazo.
     C: [Qué majos|Qué bien], muchas gracias
     A: ¡A ti! Que le guste mucho.`,
  ),
  script(
    'cupon',
    'compra',
    'dsp_venta-compra',
    `C: [Hola|Buenas], no me funciona el código {cupon}, dice que no es válido +captura
     A: ¡Hola, {nombre}! Soy {agente}. Déjame mirarlo un momento.
     A: Ya lo veo: ese código pide un mínimo de 60 € y en tu cesta hay 58 €.
     C: Ah, por dos euros…
     A: No vamos a discutir por dos euros. Te lo acabo de activar para tu correo, prueba otra vez.
     C: [Ahora sí|Ya funciona]! Muchísimas gracias, así da gusto
     A: Un placer. ¿Te ayudo con algo más?
     C: No, nada más. [Un saludo|Hasta luego]
     A: ¡Hasta pronto, {nombre}!`,
  ),
  script(
    'visita',
    'compra',
    'dsp_sinventa-informacion',
    `C: [Hola|Buenas], este puente vamos por Almería, ¿se puede visitar el taller?
     A: ¡Hola, {nombre}! Sí, estamos en Níjar, en la calle de los Alfareros, 12.
     A: Abrimos de lunes a sábado de diez a dos, y por la tarde con cita.
     C: ¿Se puede ver cómo torneáis?
     A: Los martes y los jueves por la mañana, sí. Si sois más de cuatro, avísanos para haceros sitio.
     C: Seremos dos adultos y dos niñas
     A: Perfecto, a las niñas les dejamos hacer un cuenco pequeño. ¿Os apunto el {dia} a las once?
     C: [Sí, por favor|Sí, genial]. [Qué ilusión|Les va a encantar]
     A: Apuntado a tu nombre. ¡Os esperamos!`,
  ),
  script(
    'lavavajillas',
    'compra',
    'dsp_venta-compra',
    `C: Una pregunta rápida, ¿las tazas Niebla se pueden meter en el lavavajillas?
     A: Hola, {nombre}. Sí, y en el microondas también: están esmaltadas por dentro y por fuera.
     C: ¿Y el cuenco Marea?
     A: También. Lo único, evita los cambios bruscos de temperatura, como del horno al agua fría.
     C: [Perfecto|Vale], me llevo las dos cosas entonces
     A: ¡Buena elección! Hacen muy buena pareja, y con las dos ya no pagas envío.
     C: [Gracias|Muchas gracias], sois muy amables
     A: A ti, {nombre}. ¡Que las disfrutes!`,
  ),
  script(
    'altura',
    'compra',
    'dsp_sinventa-informacion',
    `C: [Hola|Buenas], ¿qué largo tiene el cable de la Candil? Tengo los techos a tres metros y medio
     A: ¡Hola, {nombre}! El cable es de metro y medio y se acorta al montarla.
     A: Para tu techo te aconsejo el de dos metros y medio, así queda a la altura de la mesa.
     C: ¿Es más cara?
     A: Son 9 € más. Lo eliges al añadirla a la cesta, donde dice «Cable largo».
     C: ¿La puede montar cualquiera o llamo a un electricista?
     A: Si tienes tres cables en el techo y cortas la luz antes, se monta en diez minutos. En la caja van las instrucciones con dibujos.
     C: [Vale, gracias|Fenomenal, gracias]. Lo miro con calma
     A: Cuando quieras, {nombre}.`,
  ),
  script(
    'agotado',
    'compra',
    'dsp_sinventa-agotado',
    `C: [Hola|Buenas], los portavelas Brasa salen agotados, ¿vais a tener más?
     A: Hola, {nombre}. Sí: el horno se enciende el {dia} y salen doce juegos.
     C: ¿Me podéis guardar uno?
     A: Te lo reservo con tu correo, sin compromiso. Te escribimos en cuanto estén fríos y revisados.
     C: [Genial|Perfecto]. ¿Y siguen a 28 €?
     A: Sí, mismo precio.
     C: [Gracias|Mil gracias], quedo pendiente
     A: ¡A ti!`,
  ),
  script(
    'dudando',
    'compra',
    'dsp_venta-compra',
    `C: [Hola|Buenas], estoy entre la Alba y la Faro para un rincón de lectura, ¿cuál me aconsejas?
     A: ¡Hola, {nombre}! Depende: ¿tienes una mesita al lado del sillón?
     C: Una pequeña, de cuarenta centímetros
     A: Entonces la Alba. La Faro da más luz general, pero necesita medio metro libre de suelo.
     C: Es que el sillón está contra la pared
     A: Pues no lo dudes: Alba. Y si no te convence, tienes 30 días para devolverla.
     C: Me has convencido, la pido ahora
     A: [Estupendo|Qué bien]. Si me dices el número de pedido, le pongo una bombilla regulable de regalo.
     C: Es el {pedido}
     A: Hecho, {nombre}. ¡Feliz lectura!
     C: [Gracias|Muchísimas gracias]!`,
  ),
  script(
    'boda',
    'compra',
    'dsp_venta-encargo',
    `C: [Hola|Buenas], nos casamos en {ciudad} y queríamos cien cuencos pequeños para los invitados
     C: ¿Hacéis ese tipo de encargos?
     A: ¡Enhorabuena, {nombre}! Sí, y es de lo que más nos gusta. ¿Cuándo es la boda?
     C: Dentro de cuatro meses
     A: Tiempo de sobra. Hacemos un cuenco de ocho centímetros con vuestras iniciales en la base, a 7 € cada uno.
     C: ¿Y se pueden ver antes de decidir?
     A: Te mandamos dos muestras a casa y, si seguís adelante, se descuentan del total.
     C: [Perfecto|Nos parece genial], ¿qué necesitas?
     A: Con tu correo me basta. Hoy te llega un formulario con colores e iniciales.
     C: [Muchas gracias|Gracias], {agente}, qué fácil
     A: ¡A vosotros! Y otra vez, enhorabuena.`,
  ),
  script(
    'portugal',
    'compra',
    'dsp_sinventa-precio',
    `C: Hola, ¿enviáis a Portugal?
     A: ¡Hola, {nombre}! Sí, a todo Portugal continental. Tarda de cuatro a seis días.
     C: ¿Cuánto cuesta el envío de {pieza}?
     A: A Portugal son 14 €, y gratis a partir de 120 €.
     C: [Hmm|Vaya], es casi como la pieza
     A: Te entiendo. Si pedís entre varios amigos compensa: va todo en la misma caja.
     C: Lo comento y ya os diré. Gracias
     A: A ti, {nombre}. ¡Saludos!`,
  ),
  script(
    'estable',
    'compra',
    'dsp_sinventa-informacion',
    `C: [Hola|Buenas], tengo dos gatos y un niño pequeño, ¿la Faro es estable?
     A: Hola, {nombre}. Bastante: la base es de hierro y pesa siete kilos.
     A: Con gatos trepadores te aconsejo fijarla con la brida que va en la caja.
     C: ¿Hay que hacer agujero?
     A: Uno pequeño en el rodapié, o ninguno si la atas a la pata de un mueble.
     C: [Ah, qué bien|Perfecto]. ¿Y el cable dónde lleva el interruptor?
     A: A un metro de la clavija, con el pie. A los gatos les encanta pisarlo, te aviso.
     C: Jajaja, ya me lo imagino. Gracias
     A: ¡A ti!`,
  ),
  script(
    'decoradora',
    'compra',
    'dsp_venta-presupuesto',
    `C: [Hola|Buenas tardes], soy decoradora, ¿tenéis tarifa para profesionales?
     A: ¡Hola, {nombre}! Sí: un 20 % y factura con vencimiento a 30 días.
     A: Necesitamos el nombre de tu estudio y el NIF.
     C: {empresa}, NIF {nif}
     A: Gracias. Te doy de alta ahora mismo y te llega un correo para entrar con tus precios.
     C: ¿Puedo pedir muestras de esmalte?
     A: Te mando la caja con los doce esmaltes a {ciudad}. Es un préstamo de quince días.
     C: [Estupendo|Fantástico]. Pues espero el correo
     A: Ya ha salido. ¡Bienvenida!`,
  ),
]
