import { it } from 'vitest'
import { at } from '../../support/play.ts'
import { embeddedSystem } from './embedded.ts'
import { tellStory } from './story.ts'

it('the story is told to the embedded system', async () => {
  await tellStory(await embeddedSystem(at('11-20 02:13')))
})
