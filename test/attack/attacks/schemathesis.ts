import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pythonProgram } from '../../support/python-program.ts'
import { type Scene, setTheScene } from '../scene.ts'
import type { System } from '../system.ts'
import { Tally } from '../tally.ts'

const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
]

/** What another's program makes of the OpenAPI document: requests that fit it and ones that do not, each answer held to it. */
export async function schemathesis(
  system: System,
  { examples, seed }: { examples: number; seed: number },
): Promise<Tally> {
  const tally = new Tally('schemathesis', system.name)
  const program = await pythonProgram('schemathesis', join(import.meta.dirname, '../requirements.txt'))
  const config = join(system.folder, 'schemathesis.toml')
  writeFileSync(config, configOf(await setTheScene(system)))
  const options = ['--checks', CHECKS.join(','), '--phases', 'coverage,fuzzing', '--max-examples', String(examples)]
  const quiet = ['--seed', String(seed), '--workers', '2', '--suppress-health-check', 'all', '--no-color']
  const child = spawn(
    program,
    ['--config-file', config, 'run', `${system.url}/api/openapi.json`, ...options, ...quiet],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      cwd: system.folder,
    },
  )
  process.on('exit', () => child.kill('SIGKILL'))
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  const [code] = await once(child, 'close')
  tally.probes = Number(/(\d+) generated/.exec(said)?.[1] ?? 0)
  tally.refused = undefined
  tally.failed = Number(/Server error: (\d+)/.exec(said)?.[1] ?? 0)
  tally.hold(code === 0 && tally.probes > 0, () => failuresIn(said))
  return tally
}

/** Everybody's token is the manager's, and every id one that is there: so that more than the door is tried. */
const configOf = ({ tokens, repairs, links }: Scene): string => {
  const values = {
    '/api/repairs/{id}': { id: repairs[0] },
    '/api/repairs/{id}/actions': { id: repairs[1] },
    '/api/repairs/{id}/report': { id: repairs[2] },
    '/api/repairs/{id}/obligations': { id: repairs[3] },
    '/api/contracts/{id}': { id: 'RH-2024-031' },
    '/api/contracts/{id}/facts': { id: 'JN-2025-017' },
    '/api/contracts/{id}/waivers': { id: 'LT-2024-009' },
    '/api/contracts/{id}/taken-back': { id: 'LT-2024-009' },
    '/api/contracts/{id}/version': { id: 'TS-2025-004' },
    '/api/units/{serial}': { serial: 'BWC-2025-0117' },
    '/p/{token}': { token: links.p[0] },
    '/c/{token}': { token: links.c[0] },
    '/c/{token}/report': { token: links.c[1] },
  }
  const operations = Object.entries(values).map(([path, given]) => {
    const [[name, value] = []] = Object.entries(given)
    return `[[operations]]\ninclude-path = "${path}"\nparameters = { "path.${name}" = "${value}" }\n`
  })
  return `headers = { Authorization = "Bearer ${tokens.manager}" }\n\n${operations.join('\n')}`
}

/** From the first failure on, without the bodies that it prints. */
const failuresIn = (said: string): string => {
  const lines = said.split('\n').map((line) => line.slice(0, 200))
  const from = lines.findIndex((line) => /= FAILURES =/.test(line))
  return lines.slice(Math.max(0, from)).join('\n')
}
