import type { Said, SentLink, TextMessage } from '../ports/messaging.ts'
import type { SmsEffect, TextEffect } from '../subject/effect.ts'
import { saidOf } from './said.ts'

/** What one of ours is told, as a channel takes it. */
export const textMessage = (effect: SmsEffect, text: string, link?: SentLink): TextMessage =>
  asSent(effect, text, saidOf(effect), link)

export const asSent = (effect: SmsEffect | TextEffect, text: string, said: Said, link?: SentLink): TextMessage => {
  const { key, to, about, reason, template, values } = effect
  const message = { kind: 'text', key, parts: [key], to, about, reason, text, template, said } as const
  return link ? { ...message, values: { ...values, url: link.url }, link } : { ...message, values }
}
