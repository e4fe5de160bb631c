import { describe, expect, test } from 'vitest'
import { STYLE } from '../../../web/style.ts'
import { type Colour, DARK, LIGHT, PRINT } from '../../../web/tokens.ts'

/** Relative luminance and contrast ratio as WCAG 2 defines them. */
const luminance = (colour: string): number => {
  const digits = colour.slice(1)
  const whole = digits.length === 3 ? digits.replace(/./g, '$&$&') : digits
  const [red = 0, green = 0, blue = 0] = (whole.match(/../g) ?? []).map((part) => {
    const share = Number.parseInt(part, 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
const contrast = (one: string, other: string): number => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

const SURFACES = ['bg', 'surface', 'sunken', 'hover'] as const
const TINTS = ['accent-bg', 'bad-bg', 'warn-bg', 'good-bg'] as const
/** What is written on what. */
const TEXTS: readonly (readonly [readonly Colour[], readonly Colour[]])[] = [
  [
    ['ink', 'ink-2'],
    [...SURFACES, ...TINTS],
  ],
  [['ink-3', 'accent', 'bad', 'warn', 'good'], SURFACES],
  [['accent'], ['accent-bg']],
  [['bad'], ['bad-bg']],
  [['warn'], ['warn-bg']],
  [['good'], ['good-bg']],
  [['on-accent'], ['accent', 'accent-hover']],
]
/** What is drawn on what: bars, and signs on their fill. */
const DRAWN: readonly (readonly [readonly Colour[], readonly Colour[]])[] = [
  [['rail-run', 'rail-track', 'rail-cap', 'rail-hatch', 'accent', 'bad-fill', 'warn-fill', 'good-fill'], SURFACES],
  [['on-fill'], ['bad-fill', 'warn-fill', 'good-fill']],
]

describe.each([
  ['light', LIGHT],
  ['dark', DARK],
  ['on paper', { ...LIGHT, ...PRINT }],
])('%s,', (_, colours: Readonly<Record<Colour, string>>) => {
  const tooFaint = (pairs: typeof TEXTS, least: number) =>
    pairs.flatMap(([fronts, backs]) =>
      fronts.flatMap((front) =>
        backs.flatMap((back) => {
          const ratio = contrast(colours[front], colours[back])
          return ratio < least ? [`${front} on ${back}: ${ratio.toFixed(2)}`] : []
        }),
      ),
    )
  test('what is written is 4.5:1', () => expect(tooFaint(TEXTS, 4.5)).toEqual([]))
  test('what is drawn is 3:1', () => expect(tooFaint(DRAWN, 3)).toEqual([]))
})

test('the ratio is the one of WCAG', () => {
  expect(contrast('#000', '#ffffff')).toBeCloseTo(21)
  expect(contrast('#767676', '#fff')).toBeCloseTo(4.54, 2)
})

test('the style sheet names no colour of its own, and no token that is not there', () => {
  const [tokens = '', ...rest] = STYLE.split('*{box-sizing')
  const style = rest.join('')
  expect(style).not.toMatch(/#[\da-f]{3,8}\b|rgb\(|hsl\(/i)
  const known = new Set([...tokens.matchAll(/--([\w-]+):/g)].map(([, name]) => name))
  const used = new Set([...style.matchAll(/var\(--([\w-]+)\)/g)].map(([, name]) => name))
  expect([...used].filter((name) => !known.has(name))).toEqual([])
  expect(used.size).toBeGreaterThan(20)
})
