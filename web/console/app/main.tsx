import { StyleProvider } from '@ant-design/cssinjs'
import { QueryClientProvider } from '@tanstack/react-query'
import ConfigProvider from 'antd/es/config-provider'
import enUS from 'antd/es/locale/en_US'
import zhCN from 'antd/es/locale/zh_CN'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { language, setLanguage } from './outside/memory.ts'
import { queries } from './outside/queries.ts'
import { Shell } from './shell.tsx'
import { ANT_THEME } from './theme.ts'
import { useLanguage } from './words.ts'
import 'dayjs/locale/zh-cn'

/** Ant Design's styles are in the console's own file: what it still makes of them while it runs goes nowhere. */
const NOWHERE = document.createElement('div')

function Console() {
  const spoken = useLanguage()
  return (
    <StyleProvider container={NOWHERE}>
      <ConfigProvider
        locale={spoken === 'zh-CN' ? zhCN : enUS}
        theme={{ ...ANT_THEME, zeroRuntime: true }}
        wave={{ disabled: true }}
        button={{ autoInsertSpace: false }}
      >
        <QueryClientProvider client={queries}>
          <Shell />
        </QueryClientProvider>
      </ConfigProvider>
    </StyleProvider>
  )
}

setLanguage(language())
const root = document.getElementById('console')
if (root)
  createRoot(root).render(
    <StrictMode>
      <Console />
    </StrictMode>,
  )
