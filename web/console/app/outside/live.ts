import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

const EVERY_MS = 5_000

/** What others do meanwhile shows here without a reload. */
export function useLive(): void {
  const queries = useQueryClient()
  useEffect(() => {
    const timer = setInterval(() => void queries.invalidateQueries({ queryKey: ['live'] }), EVERY_MS)
    return () => clearInterval(timer)
  }, [queries])
}
