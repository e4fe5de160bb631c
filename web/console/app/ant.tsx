import { StyleProvider } from '@ant-design/cssinjs'
import ConfigProvider from 'antd/es/config-provider'
import enUS from 'antd/es/locale/en_US'
import zhCN from 'antd/es/locale/zh_CN'
import type { ReactNode } from 'react'
import { ANT_THEME } from './theme.ts'
import { useLanguage } from './words.ts'
import 'dayjs/locale/zh-cn'

/** Its styles come as a file (`outside/sheet.ts`): what it still makes of them while it runs goes nowhere. */
const NOWHERE = document.createElement('div')

/** Ant Design as we use it, around whatever is made of it. */
export function Ant({ children }: { children: ReactNode }) {
  const spoken = useLanguage()
  return (
    <StyleProvider container={NOWHERE}>
      <ConfigProvider
        locale={spoken === 'zh-CN' ? zhCN : enUS}
        theme={{ ...ANT_THEME, zeroRuntime: true }}
        wave={{ disabled: true }}
        button={{ autoInsertSpace: false }}
      >
        {children}
      </ConfigProvider>
    </StyleProvider>
  )
}
