import { type Colour, DARK as DARK_TOKENS, HEIGHT, LIGHT as LIGHT_TOKENS, RADIUS, TYPE } from '../../tokens.ts'

/** Ant Design in our colours. What is not named here it derives itself. */
const coloured = (token: Readonly<Record<Colour, string>>) => ({
  colorPrimary: token.accent,
  colorLink: token.accent,
  colorTextLightSolid: token['on-accent'],
  colorError: token['bad-fill'],
  colorWarning: token['warn-fill'],
  colorSuccess: token['good-fill'],
  colorText: token.ink,
  colorTextSecondary: token['ink-2'],
  colorTextTertiary: token['ink-3'],
  colorTextPlaceholder: token['ink-3'],
  colorBgBase: token.surface,
  colorBgContainer: token.surface,
  colorBorder: token['line-2'],
  colorBorderSecondary: token.line,
})
export const LIGHT = { ...coloured(LIGHT_TOKENS), colorBgElevated: LIGHT_TOKENS.surface as string }
export type Colours = typeof LIGHT
/** What floats is a little nearer, and in the dark that is lighter. */
export const DARK: Colours = { ...coloured(DARK_TOKENS), colorBgElevated: DARK_TOKENS.sunken }

/** Styles come as a file (`build/ant-style.ts`): at run time none are made. */
export const ANT_THEME = {
  cssVar: { key: 'ant' },
  hashed: false,
  token: {
    fontSize: TYPE['t-14'],
    controlHeight: HEIGHT.control,
    borderRadius: RADIUS['r-2'],
    borderRadiusSM: RADIUS['r-1'],
    fontFamily: 'inherit',
    motion: false,
  },
}
