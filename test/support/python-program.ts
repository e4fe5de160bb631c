import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
/** Kept between runs, never committed. */
export const ARTIFACTS = join(import.meta.dirname, '../.artifacts')
const INSTALL_MS = 300_000

/**
 * A program from PyPI at the version pinned in `requirements`, in a Python environment of its own that later runs find again.
 * Throws when it cannot be had: a test that silently skips proves nothing.
 */
export async function pythonProgram(name: string, requirements: string): Promise<string> {
  const pins = readFileSync(requirements)
  const folder = join(ARTIFACTS, `${name}-${createHash('sha256').update(pins).digest('hex').slice(0, 8)}`)
  const program = join(folder, 'bin', name)
  const complete = join(folder, 'complete')
  if (existsSync(complete)) return program
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(ARTIFACTS, { recursive: true })
  try {
    await run('python3', ['-c', 'import sys; assert sys.version_info >= (3, 10), sys.version'], { timeout: 10_000 })
    await run('python3', ['-m', 'venv', folder], { timeout: INSTALL_MS })
    const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', requirements]
    await run(join(folder, 'bin/python'), pip, { timeout: INSTALL_MS })
  } catch (cause) {
    throw new Error(`${name} cannot be installed: it needs Python 3.10 or later with venv, and PyPI`, { cause })
  }
  writeFileSync(complete, '')
  return program
}
