/** People of the demo directory by the number they are paged at. Wang Qiang's week ends on Monday, 23 November 2026, 09:00. */
export const PEOPLE: Readonly<Record<string, string>> = {
  '+8613800138101': 'chen-wei',
  '+8613800138102': 'li-na',
  '+8613800138103': 'wang-qiang',
  '+8613800138104': 'zhao-min',
  '+8613800138105': 'sun-hao',
  '+8613800138106': 'zhou-jie',
  '+8613800138107': 'aygul',
  '+8613800138108': 'ma-jun',
  '+8613800138100': 'liu-fang',
  '+8613800138109': 'luo-yi',
  '+8613800138110': 'shi-lei',
  '+8613800138111': 'xie-min',
}

/** One caller of each commitment, with a unit of theirs. */
export const CUSTOMERS = {
  hospital: { caller: '+8613800138003', serial: 'MON-2024-0305' },
  campus: { caller: '+8613800138004', serial: 'PRJ-2025-1101' },
  police: { caller: '+8613800138001', serial: 'BWC-2025-0117' },
  data: { caller: '+8613800138006', serial: 'FW-2025-0003' },
} as const
/** Where their mail goes. */
export const MAILS = {
  hospital: 'gao@renhe-hospital.example.com',
  campus: 'tang.yu@jiangnan.example.com',
  police: 'he.ping@lanting-police.example.com',
  data: 'nurlan@tianshan-data.example.com',
} as const

export interface Answer {
  readonly status: number
  readonly text: string
  readonly location: string | null
  // biome-ignore lint/suspicious/noExplicitAny: an answer's body is what the test says it is
  readonly json: any
}

export async function send(url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url, { redirect: 'manual', ...init })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json')
  return {
    status: response.status,
    text,
    location: response.headers.get('location'),
    json: isJson ? JSON.parse(text) : undefined,
  }
}
