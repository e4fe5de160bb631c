import { type Text, text } from '../../../shared/kernel/text.ts'

/** What a telephone does with one answer of the voice menu. */
export interface Heard {
  /** What is said, one sentence after the other. */
  readonly says: readonly Text[]
  /** What it waits for: `answer`: that a phone of ours is picked up, or is not; `talk`: that they hang up; `over`: the line is dead. */
  readonly expects: 'key' | 'speech' | 'recording' | 'answer' | 'talk' | 'over'
  /** Where that goes. */
  readonly next?: string
  /** The phone that rings for them, and where that asks what it hears. */
  readonly rings?: { readonly phone: string; readonly asks: string }
}

/** Reads what our menu answers: sentences in both languages, then a question, a recording, a redirect or the end. */
export function readTwiml(xml: string): Heard {
  const said = [...xml.matchAll(/<Say language="([^"]+)">([^<]*)<\/Say>/g)]
  const of = (language: string) => said.flatMap(([, spoken, words]) => (spoken === language ? [plain(words)] : []))
  const [zh, en] = [of('zh-CN'), of('en-US')]
  // To one whose language is known it is said once.
  const says = (zh.length > 0 ? zh : en).map((words, index) => text(words, en[index] ?? words))
  const gather = /<Gather ([^<>]*)>/.exec(xml)?.[1]
  if (gather) return { says, expects: /input="dtmf"/.test(gather) ? 'key' : 'speech', ...nextIn(gather) }
  const record = /<Record ([^<>]*)>/.exec(xml)?.[1]
  if (record) return { says, expects: 'recording', ...nextIn(record) }
  const [, dial, asks, phone] = /<Dial ([^<>]*)><Number url="([^"]*)"[^<>]*>([^<]*)</.exec(xml) ?? []
  if (dial && asks && phone) return { says, expects: 'answer', rings: { phone, asks: plain(asks) }, ...nextIn(dial) }
  const redirect = /<Redirect[^<>]*>([^<]*)<\/Redirect>/.exec(xml)?.[1]
  // Held for a moment, and asked again.
  return redirect ? { says, expects: 'key', next: plain(redirect) } : { says, expects: 'over' }
}

function nextIn(attributes: string): Pick<Heard, 'next'> {
  const action = /action="([^"]*)"/.exec(attributes)?.[1]
  return action === undefined ? {} : { next: plain(action) }
}

const plain = (written = ''): string =>
  written
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
