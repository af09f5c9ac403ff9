/** The shop's visitors from elsewhere. */
import type { DispositionId } from '#core/id.ts'
import { script as written, type Script, type Subject } from './script.ts'

/** The queue for English asks for no outcome. */
function script(id: string, subject: Subject, text: string): Script {
  const none: DispositionId | null = null
  return written(`en-${id}`, subject, none, text, 'en')
}

export const englishScripts = [
  script(
    'ireland',
    'compra',
    `C: [Hi|Hello], do you ship to Ireland?
     A: Hi {nombre}, this is {agente} from the workshop. Yes, it takes five to seven working days.
     C: How much is it for {piece}?
     A: 18 €, or free above 150 €. Everything travels in a double box.
     C: [Great|Lovely], and the plug?
     A: We fit the Irish plug at no extra cost. Just choose your country at checkout.
     C: [Perfect, thank you|Brilliant, thanks]!
     A: You're welcome, {nombre}. Enjoy the light.`,
  ),
  script(
    'broken',
    'devolucion',
    `C: [Hello|Hi there], {piece} arrived with a crack +foto
     A: Oh no, I'm sorry, {nombre}. I can see it clearly in the picture.
     A: We'll send you another one free of charge. Is the address still the same?
     C: Yes, same address. Do I send the broken one back?
     A: No need. Some people use it as a plant pot.
     C: Ha, good idea. When will the new one arrive?
     A: It leaves tomorrow, so around next {day}.
     C: [Thanks a lot|Thank you so much]
     A: Thank you for the picture, it makes things easy.`,
  ),
  script(
    'order',
    'pedido',
    `C: [Hi|Hello], could you tell me where order {pedido} is?
     A: Hello {nombre}. It was handed to the carrier yesterday and it is now in {ciudad}.
     C: Will it be here before the weekend?
     A: It should be delivered on {day}. You'll get a message with a two-hour window.
     C: [Perfect|That works], thanks
     A: My pleasure.`,
  ),
  script(
    'bulb',
    'compra',
    `C: [Hi|Good morning], which bulb does {lamp} take? I live in the UK
     A: Hi {nombre}! A standard E27 screw bulb, up to 12 W LED. The first one is in the box.
     C: We mostly have bayonet ones here
     A: True, but E27 is easy to find these days, and we can add a couple of spares for 4 € each.
     C: [Two spares then, please|I'll take two spares]
     A: Tell me the order number once you've placed it and I'll put them in.
     C: It's {pedido}
     A: Added. Thank you, {nombre}!`,
  ),
  script(
    'address',
    'pedido',
    `C: [Hello|Hi], I need to change the delivery address of order {pedido}
     A: Hi {nombre}. It hasn't left yet. What is the new one?
     C: 14 Harbour Road, Galway
     A: Done. A confirmation is on its way to your inbox.
     C: [Got it, thanks|Just got it]. That was quick!
     A: Happy to help.`,
  ),
  script(
    'workshop',
    'otro',
    `C: [Hello|Hi], we are driving through Almería next week. Can we visit the workshop?
     A: Of course! We are at Calle de los Alfareros, 12, in Níjar. Monday to Saturday, ten to two.
     C: Do you speak English there?
     A: I do, and I'm usually at the kiln on {day}. Ask for {agente}.
     C: [Wonderful|Fantastic], see you then
     A: See you! Bring a hat, it gets hot.`,
  ),
  script(
    'refund',
    'devolucion',
    `C: [Hi|Hello], I sent back order {pedido} ten days ago and I am still waiting for the refund
     A: Hi {nombre}, let me check that for you.
     C: [Thanks|Sure]
     A: It arrived on Tuesday and it was inspected this morning. I have just released the refund.
     C: How long does it take?
     A: Two to five days, depending on your bank. Here is the credit note. +factura
     C: [All good then|Perfect]. Thank you
     A: Sorry about the wait, {nombre}.`,
  ),
]
