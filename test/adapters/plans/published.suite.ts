import { beforeEach, describe, expect, it } from 'vitest'
import type { Text } from '../../../shared/kernel/text.ts'
import type { PlanDocument, PlanFile } from '../../../shared/plan/document.ts'
import type { SubjectStore } from '../../../shared/ports/store.ts'
import { PUBLISHED, type PublishedPlan, plansOnFile, publishing } from '../../../shared/use-cases/plans-on-file.ts'
import { plans } from '../../support/plans.ts'
import type { Stores } from '../stores.ts'

/** Plans that were published lie over those of the files, for everybody who asks, and at once. */
export function publishedSuite(create: () => Promise<Stores>): void {
  describe('published plans', () => {
    let store: SubjectStore
    beforeEach(async () => {
      ;({ store } = await create())
    })

    const fileOf = ({ clocks: _1, rules: _2, loanerWhenNotSolvedOnSite: _3, ...file }: PlanDocument): PlanFile => file
    const latest = plans.findLast(({ id }) => id === 'R') as PlanDocument
    const changed = (version: number): PlanFile => ({ ...fileOf(latest), version, source: `第 ${version} 版` })
    const entry = (file: PlanFile): PublishedPlan => ({
      type: 'published',
      at: '2026-11-20T02:13:00.000Z',
      by: { kind: 'staff', id: 'liu-fang' },
      reason: '年度修订',
      text: 'id: R',
      file,
    })
    const publish = (count: number, file: PlanFile) => store.save(publishing(entry(file), count))
    const namesOf = (documents: readonly PlanDocument[]) => documents.map(({ id, version }) => `${id}.${version}`)

    it('are the files where nobody has published', async () => {
      expect(await plansOnFile({ store }, plans)()).toEqual(plans)
    })

    it('are there for whoever asked before, whole and in order, as soon as they are saved', async () => {
      const ask = plansOnFile({ store }, plans)
      await ask()
      await publish(0, changed(4))
      await publish(1, changed(5))
      const all = await ask()
      expect(namesOf(all).slice(-4)).toEqual(['R.2', 'R.3', 'R.4', 'R.5'])
      expect(all.find(({ id, version }) => id === 'R' && version === 4)).toEqual({
        ...latest,
        version: 4,
        source: '第 4 版',
      })
      expect(await plansOnFile({ store }, plans)()).toEqual(all)
      expect(await ask()).toBe(all)
    })

    it('hold where the file of the same version says otherwise, which is told', async () => {
      const told: Text[] = []
      await publish(0, changed(3))
      const ask = plansOnFile({ store }, plans, (warning) => told.push(warning))
      const ofR = plans.filter(({ id }) => id === 'R')
      const before = ofR.filter(({ version }) => version < 3)
      const after = ofR.filter(({ version }) => version > 3)
      expect((await ask()).filter(({ id }) => id === 'R').map(({ source }) => source)).toEqual([
        ...before.map(({ source }) => source),
        '第 3 版',
        ...after.map(({ source }) => source),
      ])
      await ask()
      expect(told.map(({ zh }) => zh.slice(0, 25))).toEqual(['承诺 R 第 3 版的文件与已发布的不同：以发布的'])
    })

    it('are told nothing of a file that says the same', async () => {
      const told: Text[] = []
      await publish(0, fileOf(latest))
      await plansOnFile({ store }, plans, (warning) => told.push(warning))()
      expect(told).toEqual([])
    })

    it('of two at once one is first, and the log after a place is what came after it', async () => {
      const both = await Promise.all([publish(0, changed(3)), publish(0, changed(4))])
      expect(both.map(({ outcome }) => outcome).toSorted()).toEqual(['conflict', 'saved'])
      await publish(1, changed(5))
      expect(await store.history(PUBLISHED, 1)).toEqual([entry(changed(5))])
      expect(await store.history(PUBLISHED, 2)).toEqual([])
    })
  })
}
