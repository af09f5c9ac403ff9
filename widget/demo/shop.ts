/** The made-up shop: its English, its basket, and the orders one can ask for. The chat beside it is any site's: its script tag. */
import { english, orders, stepsIn } from './shop-text.ts'

const isEnglish = new URLSearchParams(location.search).get('lang') === 'en'

function find<Found extends HTMLElement>(id: string): Found {
  const element = document.getElementById(id)
  if (!element) throw new Error(`the shop has no "${id}"`)
  return element as Found
}

if (isEnglish) {
  document.documentElement.lang = 'en'
  document.title = english['page'] ?? document.title
  for (const element of document.querySelectorAll<HTMLElement>('[data-t]'))
    element.textContent = english[element.dataset['t'] ?? ''] ?? element.textContent
  for (const image of document.querySelectorAll<HTMLImageElement>('[data-alt]'))
    image.alt = english[image.dataset['alt'] ?? ''] ?? image.alt
  for (const part of document.querySelectorAll<HTMLElement>('[data-label]'))
    part.setAttribute('aria-label', english[part.dataset['label'] ?? ''] ?? '')
  for (const price of document.querySelectorAll('.price b'))
    price.textContent = `€${price.textContent?.replace(/\D/g, '')}`
  for (const link of document.querySelectorAll<HTMLAnchorElement>('[data-keeps-language]'))
    link.href = '/demo?lang=en'
  const language = find<HTMLAnchorElement>('language')
  language.textContent = 'Español'
  language.href = '/demo'
  language.lang = language.hreflang = 'es'
}

const basket = find('basket')
for (const button of document.querySelectorAll<HTMLButtonElement>('[data-add]')) {
  button.setAttribute('aria-label', `${button.textContent} ${button.dataset['add']}`)
  button.addEventListener('click', () => (basket.textContent = String(Number(basket.textContent) + 1)))
}

find('ask').addEventListener('click', () => window.Atiende?.open())

find<HTMLFormElement>('order').addEventListener('submit', (event) => {
  event.preventDefault()
  const number = find<HTMLInputElement>('number').value.trim().toUpperCase()
  const steps = stepsIn(isEnglish ? 'en' : 'es')
  const reached = orders[number]
  const found = find('found')
  if (reached === undefined) {
    const text = document.createElement('p')
    text.textContent = steps.unknown
    found.replaceChildren(text)
    return
  }
  const title = document.createElement('h3')
  title.textContent = number
  const list = document.createElement('ol')
  steps.names.forEach((name, index) => {
    const item = document.createElement('li')
    item.textContent = name
    item.classList.toggle('is-done', index <= reached)
    list.append(item)
  })
  found.replaceChildren(title, list)
})
