import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { localSecrets } from '../../infra/local/secrets.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'chengnuo-secrets-'))
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})
const file = () => join(folder, 'secrets.json')
const kept = () => JSON.parse(readFileSync(file(), 'utf8'))
const run = (...words: string[]) => {
  const env = { ...process.env, LC_ALL: 'en_US.UTF-8', DATA_DIR: folder }
  const { status, stdout, stderr } = spawnSync(process.execPath, ['infra/secrets.ts', ...words], {
    env,
    encoding: 'utf8',
  })
  return { status, says: (stdout + stderr).trim() }
}

it('a secret is made anew by a command: the new one first, the one before beside it, readable by the owner alone', () => {
  const { secrets } = localSecrets(folder)
  expect(run('rotate', 'link')).toEqual({ status: 0, says: expect.stringContaining('link is replaced') })
  const [first, second, ...more] = kept().link
  expect([second, more]).toEqual([secrets.link, []])
  expect(first).toMatch(/^[0-9a-f]{48}$/)
  expect(kept()).toMatchObject({ hotline: secrets.hotline, twilio: secrets.twilio, login: secrets.login })
  expect(statSync(file()).mode & 0o777).toBe(0o600)
  expect(run('rotate', 'link').status).toBe(0)
  expect(kept().link[1]).toBe(first)
  // The next start keeps both.
  expect(localSecrets(folder).secrets.link).toBe(kept().link[0])
  expect(kept().link).toHaveLength(2)
})

it('what comes from the environment is replaced there, and what is not there not at all', () => {
  expect(run('rotate', 'hotline')).toEqual({ status: 1, says: expect.stringContaining('there are no secrets in') })
  vi.stubEnv('HOTLINE_SECRET', 'new')
  localSecrets(folder)
  expect(run('rotate', 'hotline')).toEqual({ status: 1, says: expect.stringContaining('HOTLINE_SECRET_PREVIOUS') })
  for (const words of [[], ['rotate'], ['rotate', 'login'], ['rotate', 'link', 'x']])
    expect(run(...words)).toEqual({ status: 2, says: expect.stringContaining('usage: npm run secrets') })
})

it('the environment gives the one of now and the one before it', async () => {
  vi.stubEnv('TWILIO_AUTH_TOKEN', 'new')
  expect(await localSecrets(folder).keysOf('twilio').all()).toEqual(['new'])
  vi.stubEnv('TWILIO_AUTH_TOKEN_PREVIOUS', 'old')
  expect(await localSecrets(folder).keysOf('twilio').all()).toEqual(['new', 'old'])
})

it.each(['[]', '{"link":[]}', '{"link":["a","b","c"]}', '{"link":7}', '{"link":""}'])('%s holds no secrets', (text) => {
  writeFileSync(file(), text)
  expect(() => localSecrets(folder)).toThrow('holds no secrets')
})
