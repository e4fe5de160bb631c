import { useSyncExternalStore } from 'react'

const media = matchMedia('(max-width: 720px)')
/** Asking the browser lays out the whole page. */
let isNarrow = media.matches
media.addEventListener('change', () => {
  isNarrow = media.matches
})
const subscribe = (look: () => void) => {
  media.addEventListener('change', look)
  return () => media.removeEventListener('change', look)
}

/** Whether the page is as narrow as a phone. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => isNarrow)
