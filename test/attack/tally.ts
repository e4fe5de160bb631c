import type { Answer } from './http.ts'

/** Longer than this is no answer to somebody who waits on the telephone. */
const HANG_MS = 2000
/** So many faults are told of each attack; the count says how many there were. */
const MOST_TOLD = 10

/** What one attack on one system came to. */
export class Tally {
  probes = 0
  /** Answered with 4xx, as most of it should be; undefined where nobody counted. */
  refused: number | undefined = 0
  /** Answered with 5xx, or not at all. */
  failed = 0
  hangs = 0
  /** Pages, calls or actions that were acknowledged, or due, and are not there. */
  lost = 0
  /** … that are there twice. */
  doubled = 0
  /** Answered otherwise than the document or the rights say. */
  wrong = 0
  readonly #told: string[] = []

  readonly attack: string
  readonly system: string
  constructor(attack: string, system: string) {
    this.attack = attack
    this.system = system
  }

  /** Counts an answer; says what was sent only when something is wrong. */
  take({ status, ms }: Answer, sent: () => string): void {
    this.probes++
    if (status >= 400 && status < 500) this.refused = (this.refused ?? 0) + 1
    if (status === 0 || status >= 500) this.#note('failed', `${status || 'no answer'}: ${sent()}`)
    if (ms > HANG_MS) this.#note('hangs', `${Math.round(ms)} ms: ${sent()}`)
  }
  lose(what: string): void {
    this.#note('lost', `lost: ${what}`)
  }
  double(what: string): void {
    this.#note('doubled', `doubled: ${what}`)
  }
  /** Something that must hold; counts as a probe when it was none of the answers. */
  hold(isSo: boolean, otherwise: () => string): void {
    if (!isSo) this.#note('wrong', otherwise())
  }

  get isClean(): boolean {
    return this.failed + this.hangs + this.lost + this.doubled + this.wrong === 0
  }
  get told(): readonly string[] {
    return this.#told
  }

  #note(what: 'failed' | 'hangs' | 'lost' | 'doubled' | 'wrong', text: string): void {
    this[what]++
    if (this.#told.length < MOST_TOLD) this.#told.push(text.slice(0, 3000))
  }
}

const COLUMNS = ['probes', 'refused', 'failed', 'hangs', 'lost', 'doubled', 'wrong'] as const

/** Markdown, one row for each attack on each system. */
export function table(tallies: readonly Tally[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`
  const head = ['attack', 'system', 'probes', 'refused', '5xx', 'hangs', 'lost', 'doubled', 'wrong']
  const rows = tallies.map((one) => line([one.attack, one.system, ...COLUMNS.map((column) => one[column] ?? '–')]))
  return [line(head), line(['---', '---', ...COLUMNS.map(() => '---:')]), ...rows].join('\n')
}
