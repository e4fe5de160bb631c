import { describe, expect, it } from 'vitest'
import { lookupSchema } from '../../../shared/wire/lookup.ts'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

const NOW = at('11-20 02:13')

describe('somebody is on the line, and the desk looks them up', () => {
  const asking = async (world: World, query: Record<string, string>, who?: string) => {
    const { status, json } = await world.api(`/api/lookup?${new URLSearchParams(query)}`, undefined, who)
    expect(status).toBe(200)
    expect(lookupSchema.parse(json)).toEqual(json)
    return {
      contacts: json.contacts.map(({ name }: { name: string }) => name),
      sites: json.sites.map(({ shortName }: { shortName: string }) => shortName),
      units: json.units.map(({ serial }: { serial: string }) => serial),
      customers: json.customers.map(({ name }: { name: string }) => name),
    }
  }

  it('by number, name, place or half a serial; with every place that is named', async () => {
    const world = await World.start(NOW)
    const heping = { contacts: ['何平'], sites: ['城东所'], units: [], customers: ['兰亭县公安局'] }
    expect(await asking(world, { q: '138 0013 8001' })).toEqual(heping)
    expect(await asking(world, { q: '何平' })).toEqual(heping)
    expect(await asking(world, { q: '0117' })).toMatchObject({ units: ['BWC-2025-0117'], sites: ['城东所'] })
    expect(await asking(world, { q: '图书馆' })).toMatchObject({ contacts: [], sites: ['图书馆'] })
    expect(await asking(world, { q: '' })).toEqual({ contacts: [], sites: [], units: [], customers: [] })
    expect(await asking(world, { site: 'lanting-east' })).toEqual({
      ...heping,
      units: ['BWC-2025-0117', 'DOC-2025-0021'],
    })
    expect(await asking(world, { site: 'nowhere' })).toMatchObject({ sites: [] })
  })

  it('an engineer finds what stands where they have duty; a viewer takes no calls', async () => {
    const world = await World.start(NOW)
    expect(await asking(world, { q: '防火墙' }, 'engineer/ma-jun')).toMatchObject({ sites: ['主机房'] })
    expect(await asking(world, { q: '防火墙' }, 'engineer/wang-qiang')).toMatchObject({ units: [], sites: [] })
    expect(await asking(world, { site: 'tianshan-machine-room' }, 'engineer/wang-qiang')).toMatchObject({
      contacts: [],
    })
    expect((await world.api('/api/lookup?q=0117', undefined, 'viewer')).status).toBe(403)
  })

  it('is on the audit record, once a day', async () => {
    const world = await World.start(NOW)
    await asking(world, { q: '何平' })
    await asking(world, { q: '何平' })
    const { json } = await world.api('/api/audit?month=2026-11', undefined, 'manager')
    expect(json.entries.filter(({ subject }: { subject?: string }) => subject === 'directory')).toHaveLength(1)
  })

  it('what is not there, or not theirs to see, is no opening; a place is one of its customer', async () => {
    const world = await World.start(NOW)
    await asking(world, { site: 'nowhere' })
    await asking(world, { site: 'tianshan-machine-room' }, 'engineer/wang-qiang')
    await asking(world, { site: 'lanting-east' })
    const { json } = await world.api('/api/audit?month=2026-11', undefined, 'manager')
    expect(json.entries.filter(({ subject }: { subject?: string }) => subject?.startsWith('site/'))).toMatchObject([
      { subject: 'site/lanting-east', customer: 'lanting-police' },
    ])
  })

  it('an engineer finds theirs behind however many of others', async () => {
    const world = await World.start(NOW)
    const { directory } = world.host.deps
    const heping = await directory.contact('he-ping')
    if (!heping) throw new Error('no such contact')
    const contacts = Array.from({ length: 9 }, (_, index) => ({
      ...heping,
      id: `a-${index}`,
      customer: 'tianshan',
      sites: ['tianshan-machine-room'],
    }))
    await directory.merge({ contacts })
    expect(await asking(world, { q: '何平' }, 'engineer/wang-qiang')).toMatchObject({ contacts: ['何平'] })
  })
})
