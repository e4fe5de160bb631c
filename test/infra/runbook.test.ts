import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { alarmsOf } from '../../infra/aws/alarms.ts'
import { synthesize } from './support.ts'

const names = alarmsOf(synthesize().stacks.service, 1).map(({ name }) => name)

describe.each([
  { page: 'docs/runbook.md', parts: ['Means.', 'Investigate.', 'Resolve.'] },
  { page: 'docs/zh-CN/runbook.md', parts: ['含义。', '排查。', '处理。'] },
])('$page', ({ page, parts }) => {
  const runbook = readFileSync(join(import.meta.dirname, '../..', page), 'utf8')
  const sections = new Map(
    runbook
      .split(/^## /m)
      .slice(1)
      .map((section) => [section.slice(0, section.indexOf('\n')), section]),
  )

  test('has a section for each alarm, and no other', () => {
    expect([...sections.keys()].sort()).toEqual(names.toSorted())
  })

  test.each(names)('says of %s what it means, how to investigate and how to resolve it', (name) => {
    expect(sections.get(name)).toMatch(new RegExp(parts.map((part) => `\\*\\*${part}\\*\\*`).join('.+'), 's'))
  })

  test('refers to sections that exist', () => {
    const anchors = [...runbook.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor ?? '')
    expect(anchors.length).toBeGreaterThan(0)
    expect(anchors.filter((anchor) => !sections.has(anchor))).toEqual([])
  })
})
