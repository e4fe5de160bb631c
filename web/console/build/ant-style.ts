import { createCache, extractStyle, StyleProvider } from '@ant-design/cssinjs'
import { Alert, Button, Checkbox, ConfigProvider, DatePicker, Form, Input, Select, theme } from 'antd'
import { createElement as h } from 'react'
import { renderToString } from 'react-dom/server'
import { ANT_THEME, type Colours, DARK, LIGHT } from '../app/theme.ts'

/** What the console uses of Ant Design. A component that is missing here stands on the page without its style. */
const USED = [
  h(Alert),
  h(Button),
  h(Checkbox),
  h(DatePicker, { showTime: true }),
  h(Form, {}, h(Form.Item)),
  h(Input),
  h(Input.TextArea),
  h(Select),
]

/**
 * Its styles as a file, so that nothing makes styles while the page runs and the page's policy need let none in. Colours are
 * variables: dark is the same sheet with other values.
 */
export const antStyle = (): string =>
  [
    styleOf(LIGHT, theme.defaultAlgorithm, ['style', 'token', 'cssVar']),
    `@media (prefers-color-scheme: dark) {${styleOf(DARK, theme.darkAlgorithm, ['token', 'cssVar'])}}`,
  ].join('\n')

function styleOf(
  colours: Colours,
  algorithm: typeof theme.defaultAlgorithm,
  types: ('style' | 'token' | 'cssVar')[],
): string {
  const cache = createCache()
  const config = { theme: { ...ANT_THEME, algorithm, token: { ...ANT_THEME.token, ...colours } } }
  const used = USED.map((element, key) => h('div', { key }, element))
  quietly(() => renderToString(h(StyleProvider, { cache }, h(ConfigProvider, config, used))))
  return extractStyle(cache, { plain: true, types })
}

/** Portals say that they are for browsers; here nothing is shown. */
function quietly(render: () => unknown): void {
  const { error, warn } = console
  console.error = console.warn = () => {}
  try {
    render()
  } finally {
    Object.assign(console, { error, warn })
  }
}
