import type { TestProject } from 'vitest/node'
import { loadPlans } from '../../../infra/plans.ts'
import { STORY_PLANS } from '../../scenarios/story/setting.ts'
import { synthesize } from '../assembly.ts'
import { install } from './emulator.ts'
import { substitute } from './substitutions.ts'

/** Once for all test files, each of which starts an emulator of its own: the installation, and what they deploy. */
export default async function setUp(project: TestProject): Promise<void> {
  await install()
  const assembly = await synthesize('story', loadPlans(STORY_PLANS))
  substitute(assembly)
  project.provide('assembly', assembly)
}

declare module 'vitest' {
  interface ProvidedContext {
    assembly: string
  }
}
