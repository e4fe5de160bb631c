import type { Instant } from '../../shared/kernel/instant.ts'
import { type Html, html } from '../html.ts'
import { type Bar, isOwed, standingOf, worstOf } from './bar.ts'
import { lane, type Scale } from './lane.ts'
import { type Reading, sentenceOf, wordsOf } from './words.ts'

/** Where the limit stands in every row, so that down a list the limits are one line, and what crosses it is broken. */
const LIMIT = 84
/** Beyond it time is bent, so that however late stays in the picture: from here, and so far at most. */
const BEYOND = 92
const REST = 26

/** The bar that hurts most, 120 by 20. */
export const row = (bars: readonly Bar[], reading: Reading): Html => {
  const { now, language } = reading
  const bar = worstOf(bars, now)
  const says = bar ? sentenceOf(bar, reading) : wordsOf(language).none
  return html`<svg class="rail row" role="img" width="120" height="20" viewBox="0 0 120 20"><title>${says}</title>${bar && drawn(bar, now)}</svg>`
}

const drawn = (bar: Bar, now: Instant): Html => {
  const scale: Scale = { at: rowScale(bar), unit: '', half: 3 }
  const standing = standingOf(bar, now)
  const here = Math.round(scale.at(now) * 100) / 100
  return html`<line class="r-line" x1="${LIMIT}" x2="${LIMIT}" y1="0" y2="20"/><g transform="translate(0 10)">${lane(bar, now, scale)}${isOwed(standing) && standing !== 'over' && html`<line class="r-now" x1="${here}" x2="${here}" y1="-6" y2="6"/>`}</g>`
}

/** Even from start to limit. */
const rowScale = ({ startedAt, dueAt }: Bar) => {
  const [start, limit] = [Date.parse(startedAt), Date.parse(dueAt)]
  const length = Math.max(1, limit - start)
  return (instant: Instant): number => {
    const ms = Date.parse(instant)
    if (ms <= limit) return Math.max(0, (LIMIT * (ms - start)) / length)
    const over = (ms - limit) / length
    return BEYOND + (REST * over) / (over + 1)
  }
}
