import { afterEach, expect, it, vi } from 'vitest'
import { afterSilence } from '../../../web/console/app/outside/silence.ts'

afterEach(() => {
  vi.useRealTimers()
})

it('a host that stands still shows, though no line breaks: each time that nothing was heard for so long', () => {
  vi.useFakeTimers()
  const cut = vi.fn(() => silence.heard())
  const silence = afterSilence(25_000, cut)
  vi.advanceTimersByTime(60_000)
  expect(cut).not.toHaveBeenCalled()
  for (let beat = 0; beat < 6; beat++) {
    silence.heard()
    vi.advanceTimersByTime(10_000)
  }
  expect(cut).not.toHaveBeenCalled()
  silence.heard()
  vi.advanceTimersByTime(24_999)
  expect(cut).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(cut).toHaveBeenCalledTimes(1)
  // Still nothing: called anew, and anew.
  vi.advanceTimersByTime(25_000)
  expect(cut).toHaveBeenCalledTimes(2)
  silence.end()
  vi.advanceTimersByTime(60_000)
  expect(cut).toHaveBeenCalledTimes(2)
})
