import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { begin } from './begin.ts'
import { language, setLanguage } from './outside/memory.ts'
import { queries } from './outside/queries.ts'
import { Shell } from './shell.tsx'

begin()
setLanguage(language())
const root = document.getElementById('console')
if (root)
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <Shell />
      </QueryClientProvider>
    </StrictMode>,
  )
