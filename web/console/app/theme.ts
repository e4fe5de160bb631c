/** Ant Design in our colours. What is not named here it derives itself. */
export const LIGHT = {
  colorPrimary: '#0b5cad',
  colorError: '#c4342b',
  colorWarning: '#ae5d08',
  colorSuccess: '#2c8453',
  colorText: '#14202b',
  colorTextSecondary: '#45535f',
  colorTextTertiary: '#5d6b77',
  colorTextPlaceholder: '#5d6b77',
  colorBgBase: '#ffffff',
  colorBgContainer: '#ffffff',
  colorBgElevated: '#ffffff',
  colorBorder: '#c3cdd5',
  colorBorderSecondary: '#e1e6eb',
}
export type Colours = typeof LIGHT
export const DARK: Colours = {
  colorPrimary: '#7db8f5',
  colorError: '#ee6a5f',
  colorWarning: '#e39a35',
  colorSuccess: '#4db27b',
  colorText: '#e9eff4',
  colorTextSecondary: '#b3c0cb',
  colorTextTertiary: '#93a3b1',
  colorTextPlaceholder: '#93a3b1',
  colorBgBase: '#151d25',
  colorBgContainer: '#151d25',
  colorBgElevated: '#19222b',
  colorBorder: '#3f4e5b',
  colorBorderSecondary: '#26323d',
}

/** Styles come as a file (`build/ant-style.ts`): at run time none are made. */
export const ANT_THEME = {
  cssVar: { key: 'ant' },
  hashed: false,
  token: {
    fontSize: 14,
    controlHeight: 32,
    borderRadius: 6,
    borderRadiusSM: 3,
    fontFamily: 'inherit',
    motion: false,
  },
}
