import { dayOf as localDay } from '../../../../shared/kernel/calendar.ts'
import type { Log } from '../../../../shared/ports/observe.ts'
import type { Obligation } from '../../../../shared/promise/obligation.ts'
import { Stage } from '../stage.ts'
import { EPISODES, passDay, preventedBy } from './episodes.ts'
import { dayOf } from './routine.ts'
import { signContracts } from './supplier.ts'

const ZONE = 'Asia/Shanghai'
const BEGINS = '2026-12-14T02:00:00.000Z' // ten in the morning in Shanghai
const DAYS = 383

/** What is printed while it is played. */
export interface Teller {
  episode(on: string, name: { readonly zh: string; readonly en: string }): void
  visit(on: string, visit: string, what: 'done' | 'missed'): void
}

/** What a year came to. */
export interface YearPlayed {
  readonly lines: readonly Obligation[]
  readonly visits: number
  readonly messages: number
}

/** A year of four contracts, day by day, through the real HTTP edge and the real workflow. */
export async function playYear(teller: Teller, log: Log): Promise<YearPlayed> {
  const stage = await Stage.open(BEGINS, log)
  try {
    const contracts = await signContracts(stage.host)
    const prevented = preventedBy(() => stage.now)
    let [visits, messages] = [0, 0]
    for (let day = 0; day < DAYS; day++) {
      const today = localDay(stage.now, ZONE)
      const news = stage.messages()
      messages += news.length
      const tell = (what: 'done' | 'missed', visit: string) => {
        if (what === 'done') visits += 1
        teller.visit(today, visit, what)
      }
      await dayOf(stage, { prevented, tell }, news)
      for (const episode of EPISODES.filter(({ on }) => on === today)) {
        teller.episode(today, episode.name)
        await episode.play(stage)
      }
      await passDay(stage)
    }
    return {
      lines: await linesOf(
        stage,
        contracts.map(({ id }) => id),
      ),
      visits,
      messages,
    }
  } finally {
    await stage.close()
  }
}

/** Of planned work and upgrades: what had fallen due by the last day. */
async function linesOf({ host, now }: Stage, contracts: readonly string[]): Promise<readonly Obligation[]> {
  const found = await Promise.all(contracts.map((id) => host.deps.ledger.ofSubject(`contract/${id}`)))
  const upgrades = await host.deps.store.list({ board: 'upgrades', order: 'ascending', limit: 10 })
  const ofUpgrades = await Promise.all(
    upgrades.items.map(({ id }: { id?: string }) => host.deps.ledger.ofSubject(`upgrade/${id}`)),
  )
  return [...found.flat(), ...ofUpgrades.flat()].filter(
    ({ what, dueAt, state }) => !what.startsWith('document:') && (dueAt <= now || state !== 'open'),
  )
}
