import type { Said, SentLink, TextMessage } from '../ports/messaging.ts'
import type { TextEffect } from '../subject/effect.ts'
import { oneLine } from './format.ts'
import { numbered, shown } from './said.ts'
import { renderText, wording } from './text.ts'
import { asSent } from './text-message.ts'

/** What a contact without an e-mail address is told, as a channel takes it. */
export const contactMessage = (effect: TextEffect, link: SentLink): TextMessage =>
  asSent(effect, renderText(effect, link.url), noticed(effect), link)

/** In a registered text, which is Chinese. */
function noticed(written: TextEffect): Said {
  const { repair = '', site = '', unit = '' } = written.values
  const happened = oneLine(wording({ ...written, language: 'zh-CN' }))
  const news = [happened, happened.replace(/；.*/, ''), '服务有新进展']
  return {
    as: 'notice',
    ways: { news, place: shown(oneLine(site)), device: shown(oneLine(unit)), number: numbered(repair) },
  }
}
