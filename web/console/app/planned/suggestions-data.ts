import { useInfiniteQuery } from '@tanstack/react-query'
import type { Schemas } from '../../generated/api.ts'
import { call } from '../outside/api.ts'
import { VISITS_KEY } from '../outside/live.ts'

export type Suggestion = Schemas['SuggestionList']['suggestions'][number]

const PAGE = 100
const AGAIN_MS = 30_000

/** What waits for an answer, customer by customer. */
export const useSuggestions = () =>
  useInfiniteQuery({
    queryKey: [...VISITS_KEY, 'suggestions'],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('GET /api/suggestions', { query: { limit: PAGE, ...(pageParam && { cursor: pageParam }) }, signal }),
    getNextPageParam: ({ cursor }) => cursor,
    refetchInterval: AGAIN_MS,
  })
