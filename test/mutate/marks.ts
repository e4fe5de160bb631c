import { writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, expect } from 'vitest'

/** Runs before each test file while the map is drawn: notes which places its tests come to. */
declare global {
  var reached: Record<number, 1>
}
globalThis.reached = {}

afterAll(() => {
  const path = expect.getState().testPath ?? ''
  const name = `${path.length}-${basename(path)}.json`
  writeFileSync(
    join(process.env.MARKS ?? '', name),
    JSON.stringify({ path, numbers: Object.keys(reached).map(Number) }),
  )
})
