/** What is said outside written conversations: when somebody waits too long, goes away, or writes something nobody foresaw. */
import type { Language } from '#protocol/text.ts'

type Phrases = Readonly<Record<Language, readonly string[]>>

export const impatience: Phrases = {
  es: ['¿Hola?', '¿Sigues ahí?', '¿Hay alguien?', 'Perdona, ¿me lees?'],
  en: ['Hello?', 'Are you still there?', 'Anybody there?'],
}

export const farewell: Phrases = {
  es: ['Hasta luego', 'Un saludo', 'Que tengas buen día', 'Adiós, gracias'],
  en: ['Bye', 'Have a nice day', 'Thanks, bye'],
}

export const givingUp: Phrases = {
  es: ['Bueno, ya escribiré en otro momento', 'No puedo esperar más, lo intento luego', 'Lo dejo, gracias'],
  en: ['I have to go, I will try later', "I can't wait any longer, sorry"],
}

/** An agent to somebody who has gone quiet. */
export const stillThere: Phrases = {
  es: ['¿Sigues ahí, {nombre}?', '{nombre}, ¿te puedo ayudar con algo más?', '¿Quedó resuelto, {nombre}?'],
  en: ['Are you still there, {nombre}?', 'Anything else I can do for you, {nombre}?'],
}

export const closing: Phrases = {
  es: [
    'Cierro la conversación. Si necesitas algo más, aquí estamos. ¡Hasta pronto!',
    'Lo dejamos aquí, {nombre}. ¡Un saludo!',
  ],
  en: ["I'll close this chat now. We're here if you need us!", 'Take care, {nombre}!'],
}

type Rule = { readonly on: RegExp; readonly say: Phrases }

const rules: readonly Rule[] = [
  {
    on: /sigues ahí|hay alguien|me lees|still there|anybody there/iu,
    say: {
      es: ['Sí, perdona la espera, {nombre}. Estoy contigo.', 'Aquí sigo, {nombre}, disculpa.'],
      en: ['Yes, sorry to keep you waiting, {nombre}.', "I'm here, {nombre}, sorry about that."],
    },
  },
  {
    on: /hasta luego|adiós|un saludo|buen día|otro momento|lo intento luego|lo dejo|\bbye\b|nice day|have to go/iu,
    say: {
      es: ['¡Hasta pronto, {nombre}!', 'Un saludo, {nombre}. Aquí nos tienes.'],
      en: ['Bye, {nombre}!', 'Take care, {nombre}.'],
    },
  },
  {
    on: /lb-?\s?\d{4}/iu,
    say: {
      es: [
        'Gracias, lo tengo delante. Está preparado y sale del taller en el próximo reparto.',
        'Lo veo. Todo correcto: te llega en dos o tres días.',
      ],
      en: [
        'Thank you, I have it here. It leaves the workshop with the next delivery.',
        'I see it. All fine: two or three days.',
      ],
    },
  },
  {
    on: /pedido|env[ií]o|llega|entrega|order|deliver|shipping/iu,
    say: {
      es: [
        'Claro. ¿Me dices el número de pedido? Empieza por LB.',
        'Lo miro contigo. ¿Tienes a mano el número de pedido?',
      ],
      en: [
        'Of course. Could you tell me the order number? It begins with LB.',
        'Let me check. Do you have the order number at hand?',
      ],
    },
  },
  {
    on: /devol|cambi|rot[oa]|golpe|garant|return|refund|broken|crack/iu,
    say: {
      es: [
        'Tienes 30 días para devolverla y la recogida corre de nuestra cuenta. ¿Te la pasamos a buscar?',
        'Lo siento. ¿Puedes mandarme una foto? Con eso te enviamos otra.',
      ],
      en: [
        'You have 30 days and we pay for the collection. Shall we pick it up?',
        "I'm sorry. Could you send a picture? That is all we need to send another one.",
      ],
    },
  },
  {
    on: /factura|nif|iva|invoice|vat/iu,
    say: {
      es: [
        'Te la preparo. ¿A nombre de quién y con qué NIF?',
        'Sin problema, dime los datos fiscales y te la envío.',
      ],
      en: [
        'I can prepare it. Which name and tax number should it show?',
        'No problem, tell me the details and I will send it.',
      ],
    },
  },
  {
    on: /bombilla|l[aá]mpara|luz|jarr[oó]n|cuenco|taza|maceta|bulb|lamp|vase|bowl/iu,
    say: {
      es: [
        'Todas nuestras lámparas llevan E27, y la primera bombilla va incluida.',
        'Se hace a mano en el taller: ninguna es igual a otra. ¿Es para ti o para regalar?',
      ],
      en: [
        'All our lamps take an E27 bulb, and the first one is included.',
        'Each piece is made by hand, no two are alike. Is it a present?',
      ],
    },
  },
  {
    on: /gracias|perfecto|genial|vale|thank|great|perfect/iu,
    say: {
      es: ['¡A ti, {nombre}! ¿Te ayudo con algo más?', 'De nada. Aquí estamos para lo que necesites.'],
      en: ["You're welcome, {nombre}! Anything else?", 'My pleasure.'],
    },
  },
  {
    on: /hola|buen[oa]s|hello|hi\b|hey/iu,
    say: {
      es: ['¡Hola, {nombre}! Soy {agente}, del taller. ¿En qué te ayudo?'],
      en: ['Hi {nombre}! This is {agente} from the workshop. How can I help?'],
    },
  },
]

const otherwise: Phrases = {
  es: [
    'Entiendo. Dame un momento y lo compruebo.',
    'Ya veo. ¿Me das algún detalle más?',
    'Lo consulto con el taller y te digo, no tardo.',
  ],
  en: [
    'I see. Give me a moment and I will check.',
    'Got it. Could you tell me a little more?',
    'Let me ask the workshop, it will not take long.',
  ],
}

/** What fits what was written, as far as a few words can tell. */
export function phraseFor(text: string, language: Language): readonly string[] {
  return (rules.find(({ on }) => on.test(text))?.say ?? otherwise)[language]
}
