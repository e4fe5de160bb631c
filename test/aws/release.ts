import { join } from 'node:path'
import { loadPlans } from '../../infra/plans.ts'
import { WORKFLOW_KINDS } from '../../workflows/shapes.ts'
import { STORY_PLANS } from '../scenarios/story/setting.ts'
import { synthesize } from './assembly.ts'
import { edit, substitute } from './emulator/substitutions.ts'

/** The state by which executions of the second release are told from those of the first. */
export const NEW_STATE = 'SecondRelease'
const START = '\\"StartAt\\":\\"Advance\\",\\"States\\":{'

/**
 * A later release: every function is built with version 2 of the plan, and the state machine begins with a state that the first
 * one does not know. Gives its assembly.
 */
export async function secondRelease(): Promise<string> {
  const assembly = await synthesize(
    'second',
    loadPlans(STORY_PLANS).map((plan) => ({ ...plan, version: 2 })),
  )
  substitute(assembly)
  edit(join(assembly, 'ChengnuoService.template.json'), (template) => {
    if (template.split(START).length !== WORKFLOW_KINDS.length + 1)
      throw new Error('the definitions do not begin with Advance any more')
    const added = `\\"${NEW_STATE}\\":{\\"Type\\":\\"Pass\\",\\"Next\\":\\"Advance\\"},`
    return template.replaceAll(START, `\\"StartAt\\":\\"${NEW_STATE}\\",\\"States\\":{${added}`)
  })
  return assembly
}
