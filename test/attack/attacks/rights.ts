import fc from 'fast-check'
import { MAY, MAY_USE, ROLES, type Role } from '../../../functions/api/roles.ts'
import type { ActionType } from '../../../shared/repair/actions.ts'
import { CUSTOMERS } from '../../support/edge.ts'
import type { Answer, Probe } from '../http.ts'
import { type Operation, operations } from '../operations.ts'
import { FORM_TYPE, JSON_TYPE, knownIn, loginAs, report, type Scene, setTheScene, signed, twilio } from '../scene.ts'
import type { System } from '../system.ts'
import { Tally } from '../tally.ts'

/** Who may use each part of the staff API. What somebody may do to a repair is asked of `MAY`. */
const WHO_MAY: Readonly<Record<string, readonly Role[]>> = {
  'GET /api/session': ROLES,
  'GET /api/changes': ROLES,
  'GET /api/board': ROLES,
  'GET /api/repairs': ROLES,
  'POST /api/repairs': MAY_USE.takeRequest,
  'POST /api/repairs/preview': MAY_USE.takeRequest,
  'GET /api/repairs/{id}': ROLES,
  'GET /api/repairs/{id}/forms': ROLES,
  'GET /api/repairs/{id}/report': ROLES,
  'GET /api/repairs/{id}/obligations': MAY_USE.ledger,
  'POST /api/repairs/{id}/attachments': MAY_USE.attachments,
  'GET /api/repairs/{id}/attachments/{file}': MAY_USE.attachments,
  'GET /api/links': MAY_USE.links,
  'POST /api/links/revoke': MAY_USE.links,
  'GET /api/duties': MAY_USE.duties,
  'GET /api/duties/{id}': MAY_USE.duties,
  'GET /api/duties/{id}/report': MAY_USE.duties,
  'POST /api/duties/{id}/report': MAY_USE.noteOnWatch,
  'GET /api/duties/{id}/files/{file}': MAY_USE.attachments,
  'POST /api/duties/{id}/entries': MAY_USE.noteOnWatch,
  'GET /api/visits': MAY_USE.visits,
  'POST /api/visits': MAY_USE.openVisits,
  'GET /api/visits/day': MAY_USE.visits,
  'GET /api/visits/{id}': MAY_USE.visits,
  'GET /api/visits/{id}/files/{file}': MAY_USE.attachments,
  'GET /api/lookup': MAY_USE.lookUp,
  'GET /api/oncall': ROLES,
  'POST /api/deadlines': ROLES,
  'GET /api/plans': ROLES,
  'POST /api/calls/{id}/pick-up': MAY_USE.calls,
  'GET /jobs': MAY_USE.jobs,
  'GET /jobs/{id}': MAY_USE.jobs,
  'POST /jobs/{id}': MAY_USE.jobs,
  'GET /jobs/{id}/files/{file}': MAY_USE.jobs,
  'POST /api/plans': MAY_USE.publishPlans,
  'GET /api/plans/published': MAY_USE.directoryRecord,
  'GET /api/views': MAY_USE.views,
  'POST /api/views': MAY_USE.keepViews,
  'POST /api/views/{id}/remove': MAY_USE.keepViews,
  'GET /api/mutes': MAY_USE.mutes,
  'POST /api/mutes': MAY_USE.mute,
  'POST /api/mutes/{id}/end': MAY_USE.mute,
  'POST /api/people/{id}/test-message': MAY_USE.testMessage,
  'POST /api/people/{id}/number': MAY_USE.testMessage,
  'GET /api/planned': MAY_USE.ledger,
  'GET /api/upgrades': MAY_USE.upgrades,
  'POST /api/upgrades': MAY_USE.planUpgrades,
  'GET /api/upgrades/{id}': MAY_USE.upgrades,
  'GET /api/upgrades/{id}/forms': MAY_USE.upgrades,
  'POST /api/upgrades/{id}/actions': MAY_USE.actOnUpgrades,
  'GET /api/advisories': MAY_USE.advisories,
  'POST /api/advisories': MAY_USE.issueAdvisories,
  'GET /api/advisories/{id}': MAY_USE.advisories,
  'POST /api/advisories/{id}/actions': MAY_USE.issueAdvisories,
  'GET /api/ledger/due': MAY_USE.ledger,
  'GET /api/ledger/rates': MAY_USE.ledger,
  'GET /api/ledger/lines': MAY_USE.ledger,
  'GET /api/ledger/latest': MAY_USE.ledger,
  'GET /api/ledger/satisfaction': MAY_USE.ledger,
  'GET /api/ledger/obligations': MAY_USE.customers,
  'GET /api/contracts/outdated': MAY_USE.moveContracts,
  'GET /api/contracts/{id}': MAY_USE.contracts,
  'GET /api/contracts/{id}/calendar': MAY_USE.contracts,
  'POST /api/contracts/{id}/version': MAY_USE.moveContracts,
  'POST /api/contracts/{id}/duty': MAY_USE.changeRosters,
  'GET /api/suggestions': MAY_USE.visits,
  'POST /api/contracts/{id}/facts': MAY_USE.recordFact,
  'GET /api/contracts/{id}/files/{file}': MAY_USE.attachments,
  'POST /api/contracts/{id}/waivers': MAY_USE.waiveFact,
  'POST /api/contracts/{id}/agreements': MAY_USE.agreeOnWork,
  'POST /api/contracts/{id}/taken-back': MAY_USE.takeBackFact,
  'GET /api/units/{serial}': MAY_USE.units,
  'GET /api/loaners': MAY_USE.loaners,
  'GET /api/knowledge': MAY_USE.knowledge,
  'POST /api/evidence/verify': MAY_USE.verifyEvidence,
  'GET /api/audit': MAY_USE.audit,
  'GET /api/directory': MAY_USE.directory,
  'GET /api/directory/changes': MAY_USE.directoryRecord,
  'GET /api/directory/export': MAY_USE.exportDirectory,
  'POST /api/import': MAY_USE.editPlaces,
  // Of the lists, the contacts are asked for.
  'GET /api/directory/{list}': MAY_USE.directory,
  'GET /api/directory/{list}/{id}': MAY_USE.directory,
  'POST /api/directory/{list}/{id}': MAY_USE.editPlaces,
  'POST /api/directory/{list}/{id}/delete': MAY_USE.editPlaces,
  'GET /api/customers/{id}/calendar': MAY_USE.calendars,
  'POST /api/customers/{id}/calendar': MAY_USE.keepCalendars,
  'POST /api/customers/{id}/calendar/{entry}': MAY_USE.keepCalendars,
  'POST /api/customers/{id}/calendar/{entry}/withdraw': MAY_USE.keepCalendars,
  'POST /api/customers/{id}/calendar-link': MAY_USE.keepCalendars,
  'POST /api/calendar-feeds': MAY_USE.calendars,
  'GET /api/rosters': MAY_USE.rosters,
  'GET /api/rosters/{id}': MAY_USE.rosters,
  'POST /api/rosters/{id}/changes': MAY_USE.changeRosters,
  'GET /api/settings': MAY_USE.settings,
}
/** The plan itself says who may, or the action. */
const ASKED_ELSEWHERE = new Set([
  'POST /api/evidence',
  'POST /api/repairs/{id}/actions',
  'POST /api/visits/{id}/actions',
  // To an engineer none is there that is not at a site of theirs: test/scenarios/upgrades asks about one that is.
  'GET /api/upgrades/{id}',
  'GET /api/upgrades/{id}/forms',
  'POST /api/upgrades/{id}/actions',
  // Nor a duty that is not of their roster: test/scenarios/planned/watch asks about one that is.
  'GET /api/duties/{id}',
  'GET /api/duties/{id}/report',
  'POST /api/duties/{id}/report',
  'GET /api/duties/{id}/files/{file}',
  'POST /api/duties/{id}/entries',
])
/** What no door opens for. */
const NO_TOKENS = [
  undefined,
  '',
  'x.y.z',
  // Signed by nobody: {"alg":"none"}, {"sub":"x","role":"manager"}.
  'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4Iiwicm9sZSI6Im1hbmFnZXIifQ.',
]
const THIEF = 'thief@elsewhere.example.com'

/** Everybody tries everything: by token, by link, by telephone. */
export async function rights(system: System, seed: number): Promise<Tally> {
  const tally = new Tally('rights', system.name)
  const attacker = new Attacker(system, await setTheScene(system), tally, seed)
  await attacker.everyOperation()
  await attacker.everyAction()
  await attacker.othersRepairs()
  await attacker.othersLinks()
  await attacker.othersIds()
  await attacker.forgedCalls()
  await attacker.strangers()
  await attacker.otherSites()
  return tally
}

class Attacker {
  readonly #system: System
  readonly #scene: Scene
  readonly #tally: Tally
  readonly #seed: number
  readonly #operations: ReturnType<typeof operations>

  constructor(system: System, scene: Scene, tally: Tally, seed: number) {
    this.#system = system
    this.#scene = scene
    this.#tally = tally
    this.#seed = seed
    this.#operations = operations(knownIn(scene))
  }

  /** The answer must be one of these, or none of those. */
  async #expect(
    probe: Probe,
    as: string,
    wanted: readonly number[] | { readonly not: readonly number[] },
  ): Promise<Answer> {
    const answer = await this.#system.send(probe)
    const told = () => `${probe.method} ${probe.target} ${as}: ${answer.status} ${answer.text.slice(0, 150)}`
    this.#tally.take(answer, told)
    const isWanted = 'not' in wanted ? !wanted.not.includes(answer.status) : wanted.includes(answer.status)
    this.#tally.hold(isWanted, told)
    return answer
  }

  #probe({ method, path, body, parameters }: Operation, token: string | undefined, given?: unknown): Probe {
    const { valuesOf } = this.#operations
    const one = (schema: Parameters<typeof valuesOf>[0], name: string) =>
      String(fc.sample(valuesOf(schema, name), { seed: this.#seed, numRuns: 1 })[0])
    const target = path
      .replace('{id}', OWN[path] ?? this.#scene.repairs[2] ?? '')
      .replace('{serial}', CUSTOMERS.police.serial)
      .replace('{list}', 'contacts')
      .replace('{file}', `${'0'.repeat(64)}.jpg`)
    const query = parameters
      .filter(({ in: place }) => place === 'query')
      .flatMap(({ name, schema, required }) =>
        required ? [`${name}=${encodeURIComponent(ASKED[name] ?? one(schema, name))}`] : [],
      )
    const value =
      given ?? GIVEN[`${method} ${path}`] ?? (body && fc.sample(valuesOf(body[1]), { seed: this.#seed, numRuns: 1 })[0])
    return {
      method,
      target: query.length ? `${target}?${query.join('&')}` : target,
      headers: { ...JSON_TYPE, ...(token !== undefined && { authorization: `Bearer ${token}` }) },
      ...(value !== undefined && { body: JSON.stringify(value) }),
    }
  }

  async everyOperation(): Promise<void> {
    for (const operation of this.#operations.all.filter(({ security }) => security.some((one) => 'staff' in one))) {
      // A browser that opens a page is led to where one signs in, and shown nothing.
      const refused = operation.path.startsWith('/jobs') ? [303, 401] : [401]
      for (const token of NO_TOKENS) await this.#expect(this.#probe(operation, token), `with token ${token}`, refused)
      if (ASKED_ELSEWHERE.has(operation.key)) continue
      const may = WHO_MAY[operation.key]
      this.#tally.hold(may !== undefined, () => `${operation.key}: nobody said who may`)
      for (const role of ROLES)
        await this.#expect(
          this.#probe(operation, this.#scene.tokens[role], OF_EACH[operation.key]?.(role)),
          `as ${role}`,
          may?.includes(role) ? { not: [401, 403] } : [403],
        )
    }
  }

  async everyAction(): Promise<void> {
    const operation = this.#operations.all.find(({ key }) => key === 'POST /api/repairs/{id}/actions')
    if (!operation) throw new Error('the document has no actions')
    for (const schema of this.#operations.actions) {
      const type = schema.properties?.type?.const as ActionType
      for (const role of ROLES) {
        const [body] = fc.sample(this.#operations.valuesOf(schema), { seed: this.#seed, numRuns: 1 })
        const probe = this.#probe(operation, this.#scene.tokens[role], body)
        await this.#expect(probe, `${type} as ${role}`, MAY[type].includes(role) ? { not: [401, 403] } : [403])
      }
    }
  }

  /** An engineer of another roster, and one whom the directory does not know. */
  async othersRepairs(): Promise<void> {
    for (const subject of ['aygul', 'nobody-on-file']) {
      const headers = { ...JSON_TYPE, authorization: `Bearer ${await loginAs(this.#system, 'engineer', subject)}` }
      const target = `/api/repairs/${this.#scene.repairs[2]}`
      for (const part of ['', '/report', '/obligations'])
        await this.#expect({ method: 'GET', target: target + part, headers }, `as ${subject}`, [403])
      for (const action of [{ type: 'note', text: 'x' }, { type: 'acknowledge' }, { type: 'takeOver' }])
        await this.#expect(
          { method: 'POST', target: `${target}/actions`, headers, body: JSON.stringify(action) },
          `${action.type} as ${subject}`,
          [400, 403, 409],
        )
      const { text } = await this.#expect(
        { method: 'GET', target: '/api/repairs', headers },
        `as ${subject}`,
        [200, 403],
      )
      // From the very beginning, where the store knows one.
      const all = { method: 'GET', target: '/api/changes?after=0&limit=500', headers }
      const { text: changes } = await this.#expect(all, `as ${subject}`, [200, 403, 410])
      this.#tally.hold(
        !(text + changes).includes(this.#scene.repairs[2] ?? ''),
        () => `the board or the feed shows ${subject} what is not theirs`,
      )
    }
  }

  /** One's link is no key to another's page; no link does what its holder may not. */
  async othersLinks(): Promise<void> {
    const { links, repairs } = this.#scene
    const wrong = { p: [...links.c, ...links.i], c: [...links.p, ...links.i], i: [...links.p, ...links.c] }
    for (const kind of ['p', 'c', 'i'] as const) {
      const guessed = links[kind].flatMap(guesses)
      for (const token of [...wrong[kind], ...guessed, 'x', 'A'.repeat(12)])
        for (const method of ['GET', 'POST'])
          await this.#expect(
            { method, target: `/${kind}/${token}`, headers: FORM_TYPE, body: 'action=note' },
            'by a link',
            [404],
          )
    }
    const before = await this.#versions(repairs)
    const FORBIDDEN = {
      c: ['acknowledge', 'assign', 'waive', 'closeAsJunk', 'complete', 'split', 'takeOver'],
      p: ['waive', 'approveVisit', 'closeAsJunk', 'confirm', 'acceptQuote', 'settleClaim'],
    }
    for (const kind of ['p', 'c'] as const)
      for (const action of [...FORBIDDEN[kind], 'constructor', '__proto__', ''])
        for (const token of links[kind]) {
          const body = new URLSearchParams({ action, reason: 'x', cause: 'x', done: 'x', person: 'li-na' }).toString()
          await this.#expect(
            { method: 'POST', target: `/${kind}/${token}`, headers: FORM_TYPE, body },
            action,
            [400, 403, 409],
          )
        }
    const after = await this.#versions(repairs)
    this.#tally.hold(before === after, () => `a refused form changed something: ${before} → ${after}`)
  }

  async #versions(ids: readonly string[]): Promise<string> {
    const versions = []
    for (const id of ids) versions.push(JSON.parse((await this.#read(id)).text).version)
    return versions.join()
  }
  #read(id: string): Promise<Answer> {
    const headers = { authorization: `Bearer ${this.#scene.tokens.manager}` }
    return this.#system.send({ method: 'GET', target: `/api/repairs/${id}`, headers })
  }

  /** An id belongs to who sent it, and to what they did with it. */
  async othersIds(): Promise<void> {
    const note = (role: Role, text: string) => this.#act(role, { type: 'note', id: 'same', text })
    await this.#expect(note('engineer', 'the first of the engineer'), 'note', [200])
    await this.#expect(note('engineer', 'the first of the engineer'), 'the same once more', [200])
    await this.#expect(note('dispatcher', 'the first of the dispatcher'), "another's id", [200])
    await this.#expect(this.#act('engineer', { type: 'attempt', id: 'same' }), 'a used id for something else', [409])
    const { timeline } = JSON.parse((await this.#read(this.#scene.repairs[2] ?? '')).text)
    for (const said of ['the first of the engineer', 'the first of the dispatcher']) {
      const times = timeline.filter((entry: { text: string }) => entry.text.includes(said)).length
      if (times < 1) this.#tally.lose(`the note "${said}"`)
      if (times > 1) this.#tally.double(`the note "${said}"`)
    }
  }
  #act(role: Role, action: Readonly<Record<string, unknown>>): Probe {
    const headers = { ...JSON_TYPE, authorization: `Bearer ${this.#scene.tokens[role]}` }
    const target = `/api/repairs/${this.#scene.repairs[2]}/actions`
    return { method: 'POST', target, headers, body: JSON.stringify(action) }
  }

  async forgedCalls(): Promise<void> {
    const body = JSON.stringify({ callId: 'forged', ...CUSTOMERS.police, symptoms: 'x' })
    const good = signed(body)
    const MINUTES = 60_000
    for (const at of [-6 * MINUTES, 6 * MINUTES, -Date.now()])
      await this.#expect(signed(body, Date.now() + at), 'signed at another time', [409])
    await this.#expect(signed(body, Date.now(), 'another secret'), 'signed with another secret', [403])
    await this.#expect({ ...good, body: `${body} ` }, 'changed after it was signed', [403])
    for (const signature of ['', 'x', 'ff'.repeat(32), good.headers?.['x-chengnuo-signature']?.slice(0, -1) ?? ''])
      await this.#expect({ ...good, headers: { ...good.headers, 'x-chengnuo-signature': signature } }, 'forged', [403])
    const form = { CallSid: 'CA1', From: '+8613800138001', CallStatus: 'completed' }
    const call = twilio(this.#system, form)
    await this.#expect({ ...call, body: `${call.body}&To=1` }, 'changed after Twilio signed it', [403])
    await this.#expect({ ...call, target: `${call.target}?step=what` }, 'another address than Twilio signed', [403])
    const known = signed(JSON.stringify({ callId: 'scene-police', ...CUSTOMERS.police, symptoms: 'x' }))
    for (const _ of [1, 2, 3]) {
      const { text } = await this.#expect(known, 'played again', [200])
      this.#tally.hold(text.includes(this.#scene.repairs[2] ?? ''), () => `a call played again: ${text}`)
    }
  }

  /** Whoever calls with a serial number and an address of their own, even with somebody else's number, hears of their own report. */
  async strangers(): Promise<void> {
    const contact = { name: 'Thief', email: THIEF }
    const before = JSON.parse((await this.#read(this.#scene.repairs[2] ?? '')).text)
    for (const [way, caller] of Object.entries({ unknown: '+8613911112222', forged: CUSTOMERS.police.caller })) {
      const id = await report(this.#system, {
        callId: `thief-${way}`,
        caller,
        serial: CUSTOMERS.police.serial,
        contact,
      })
      this.#tally.hold(id === before.id, () => `the call of the ${way} number opened ${id} beside ${before.id}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 4000))
    for (const { to, text } of await this.#system.outbox()) {
      const isTold = to === THIEF && /\/[pci]\/[\w-]{8,}/.test(text)
      this.#tally.hold(!isTold, () => `a link went to ${to}: ${text.slice(0, 200)}`)
    }
    const after = JSON.parse((await this.#read(before.id)).text)
    for (const field of ['stage', 'severity', 'plan', 'closed'])
      this.#tally.hold(
        before[field] === after[field],
        () => `a stranger's call changed ${field}: ${before[field]} → ${after[field]}`,
      )
    const { tokens } = this.#scene
    const opened = await report(this.#system, {
      callId: 'thief-alone',
      caller: CUSTOMERS.data.caller,
      serial: CUSTOMERS.campus.serial,
    })
    const headers = { ...JSON_TYPE, authorization: `Bearer ${tokens.dispatcher}` }
    const body = JSON.stringify({ type: 'closeAsJunk', reason: 'nobody there called' })
    const target = `/api/repairs/${opened}/actions`
    await this.#expect({ method: 'POST', target, headers, body }, 'the worst case is put away', [200, 409])
  }

  async otherSites(): Promise<void> {
    const { links } = this.#scene
    const evil = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
    for (const [kind, tokens] of Object.entries(links))
      for (const token of tokens)
        await this.#expect(
          {
            method: 'POST',
            target: `/${kind}/${token}`,
            headers: { ...FORM_TYPE, ...evil },
            body: 'action=acknowledge',
          },
          'from another site',
          [403],
        )
    for (const headers of [evil, { host: 'evil.example' }, { 'x-forwarded-for': '1.2.3.4' }])
      for (const target of ['/local/outbox', '/local/clock', '/local/phones'])
        await this.#expect({ method: 'GET', target, headers }, 'from elsewhere', [403])
    await this.#expect(
      { method: 'POST', target: '/local/login', headers: { ...JSON_TYPE, ...evil }, body: '{"role":"manager"}' },
      'from another site',
      [403],
    )
  }
}

/** Near the token, and none of them the token itself: one that has no small letter is its own upper case. */
const guesses = (token: string): readonly string[] =>
  [
    `${token.slice(0, -1)}${token.endsWith('_') ? '-' : '_'}`,
    token.toUpperCase(),
    token.toLowerCase(),
    `${token}x`,
    token.slice(1),
  ].filter((guess) => guess !== token)

const OWN: Readonly<Record<string, string>> = {
  '/api/contracts/{id}': 'RH-2024-031',
  '/api/contracts/{id}/facts': 'RH-2024-031',
  '/api/contracts/{id}/waivers': 'RH-2024-031',
  '/api/contracts/{id}/taken-back': 'RH-2024-031',
  '/api/contracts/{id}/version': 'RH-2024-031',
  '/api/customers/{id}/calendar': 'lanting-police',
  '/api/mutes/{id}/end': 'M-1',
  '/api/people/{id}/number': 'wang-qiang',
  '/api/people/{id}/test-message': 'wang-qiang',
  '/api/rosters/{id}': 'east',
  '/api/rosters/{id}/changes': 'east',
}
const GIVEN: Readonly<Record<string, unknown>> = {
  'POST /api/upgrades': { contract: 'LT-2024-009', site: 'lanting-east', units: ['BWC-2025-0117'], title: 'x' },
  'POST /api/repairs': { callId: 'fax-1', symptoms: 'x', through: 'fax' },
}
/** What belongs to whoever kept it. */
const OF_EACH: Readonly<Record<string, (role: Role) => unknown>> = {
  'POST /api/views': (role) => ({ id: role, name: role, query: '' }),
}
/** What an engineer may ask for as well. */
const ASKED: Readonly<Record<string, string>> = { by: 'clause' }
