import { QueryClient } from '@tanstack/react-query'
import { ApiError } from './api.ts'

/** Nobody was there to answer, or too many asked. */
export const isUnreached = (error: Error): boolean =>
  error instanceof ApiError && (error.status === 0 || error.status === 503)

/** What was refused stays refused; what did not arrive is asked for again. */
const isWorthAgain = (failures: number, error: Error): boolean =>
  failures < 2 && (!(error instanceof ApiError) || isUnreached(error) || error.status >= 500)

export const queries = new QueryClient({ defaultOptions: { queries: { retry: isWorthAgain, staleTime: 2_000 } } })
