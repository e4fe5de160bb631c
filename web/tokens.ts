/**
 * The design tokens: colour, space, radius and type of every face, light and dark. Pages take them as custom properties of
 * the same names. Text is at least 4.5:1 on what it stands on, bars and signs 3:1; a test computes it.
 */
export const LIGHT = {
  // Surfaces, from far to near, and three strengths of ink.
  bg: '#f4f6f8',
  surface: '#ffffff',
  sunken: '#f8fafb',
  hover: '#f1f4f7',
  ink: '#14202b',
  'ink-2': '#45535f',
  'ink-3': '#5d6b77',
  line: '#e1e6eb',
  'line-2': '#c3cdd5',
  // The one accent: what can be pressed, what is chosen, and now. Never a status.
  accent: '#0b5cad',
  'accent-hover': '#094b8e',
  'on-accent': '#ffffff',
  'accent-bg': '#e9f1fa',
  // Status as text, fill and tint. Each has a sign of its own shape: hue is only the third hint.
  bad: '#b3261e',
  'bad-fill': '#c4342b',
  'bad-bg': '#fdeeed',
  warn: '#824a00',
  'warn-fill': '#ae5d08',
  'warn-bg': '#fff5e0',
  good: '#136c3a',
  'good-fill': '#2c8453',
  'good-bg': '#e8f5ed',
  'on-fill': '#ffffff',
  // The promise rail.
  'rail-run': '#566878',
  'rail-track': '#7c8b98',
  'rail-cap': '#45535f',
  'rail-grid': '#eaeef2',
  'rail-hatch': '#6f7e8b',
  // Of what floats; panels have borders.
  shadow: '0 8px 28px rgb(20 32 43/14%),0 0 1px rgb(20 32 43/30%)',
} as const

export type Colour = keyof typeof LIGHT

export const DARK: Readonly<Record<Colour, string>> = {
  bg: '#0e141a',
  surface: '#151d25',
  sunken: '#19222b',
  hover: '#1d2832',
  ink: '#e9eff4',
  'ink-2': '#b3c0cb',
  'ink-3': '#93a3b1',
  line: '#26323d',
  'line-2': '#3f4e5b',
  accent: '#7db8f5',
  'accent-hover': '#a3cdf9',
  'on-accent': '#08213a',
  'accent-bg': '#16304a',
  bad: '#ffb0a7',
  'bad-fill': '#ee6a5f',
  'bad-bg': '#3a1a18',
  warn: '#ffcf7d',
  'warn-fill': '#e39a35',
  'warn-bg': '#33270f',
  good: '#84d6a6',
  'good-fill': '#4db27b',
  'good-bg': '#12301f',
  'on-fill': '#0e141a',
  'rail-run': '#8598a8',
  'rail-track': '#667785',
  'rail-cap': '#b3c0cb',
  'rail-grid': '#212c36',
  'rail-hatch': '#8294a3',
  shadow: '0 8px 28px rgb(0 0 0/55%),0 0 1px rgb(255 255 255/25%)',
}

/** Paper is black and grey: what colour says, shape and sign say as well. */
export const PRINT: Readonly<Partial<Record<Colour, string>>> = {
  bg: '#fff',
  surface: '#fff',
  sunken: '#fff',
  hover: '#fff',
  ink: '#000',
  'ink-2': '#333',
  'ink-3': '#444',
  line: '#999',
  'line-2': '#777',
  accent: '#000',
  bad: '#000',
  'bad-fill': '#000',
  'bad-bg': '#fff',
  warn: '#000',
  'warn-fill': '#000',
  'warn-bg': '#fff',
  good: '#000',
  'good-fill': '#555',
  'on-fill': '#fff',
  'rail-run': '#8f8f8f',
  'rail-track': '#777',
  'rail-cap': '#000',
  'rail-grid': '#ddd',
  'rail-hatch': '#000',
}

/** In px: multiples of four. */
const SPACE = { 's-1': 4, 's-2': 8, 's-3': 12, 's-4': 16, 's-5': 20, 's-6': 24, 's-8': 32 } as const

/** Heights in px: of a line in lists, in tables read slowly, of a control, of what a thumb meets. */
export const HEIGHT = { row: 36, 'row-wide': 40, control: 32, touch: 48 } as const
/** In px. */
export const RADIUS = { 'r-1': 3, 'r-2': 6, 'r-3': 12 } as const

/** In px, and the weights. Chinese faces stand before system-ui: on Linux that is a wide Latin face without Chinese. */
export const TYPE = { 't-12': 12, 't-13': 13, 't-14': 14, 't-16': 16, 't-20': 20, 't-28': 28, 't-40': 40 } as const
const WEIGHT = { regular: 400, medium: 500, bold: 600 } as const
const FONT = `-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",system-ui,sans-serif`

/** Custom properties of these names. */
const declared = (values: Readonly<Record<string, string | number>>, unit = ''): string =>
  Object.entries(values)
    .map(([name, value]) => `--${name}:${value}${unit}`)
    .join(';')

/** The tokens as a style sheet: light, dark where the reader's system is, black on paper. */
export const TOKENS = `:root{color-scheme:light dark;--font:${FONT};${declared(LIGHT)};${declared(SPACE, 'px')};${declared(HEIGHT, 'px')};${declared(RADIUS, 'px')};${declared(TYPE, 'px')};${declared(WEIGHT)}}
@media(prefers-color-scheme:dark){:root{${declared(DARK)}}}
@media print{:root{color-scheme:light;${declared(PRINT)}}}`
