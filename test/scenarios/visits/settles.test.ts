import { expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { signed } from '../planned/contract.ts'

it('[C11] [C17] a visit opens by itself three weeks before, and takes along what is due at that place with it', async () => {
  const world = await signed('C')
  const visits = async () =>
    (await world.api('/api/visits?contract=NEW-1&way=visit')).json.visits.filter(
      ({ works }: { works: { key: string }[] }) =>
        works.some(({ key }) => key === 'C17/full-inspection-1/jiangnan-teaching'),
    )
  await world.advanceTo(at('05-11 23:59', 2027))
  expect(await visits()).toEqual([])
  await world.advanceTo(at('05-12 00:00', 2027))
  const [visit, ...others] = await visits()
  expect(others).toEqual([])
  expect(visit.works.map(({ key }: { key: string }) => key)).toEqual([
    'C11/inspection-1/jiangnan-teaching',
    'C17/full-inspection-1/jiangnan-teaching',
  ])
  world.messages()
})
