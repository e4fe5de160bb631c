import { all, holder, install, leftUntil, signOut } from './outside/app.ts'
import { words } from './words.ts'

const EVERY_MS = 15_000

/** What only those who signed in have: their clocks count down, their pages are kept, and they sign out. */
export function forWorker(): void {
  if (holder === undefined) return
  void install()
  offerSignOut()
  countDown()
  setInterval(countDown, EVERY_MS)
}

function countDown(): void {
  for (const clock of document.querySelectorAll<HTMLElement>('[data-due]')) {
    const left = leftUntil(clock.dataset.due ?? '')
    clock.textContent = left > 0 ? words.left(lengthOf(left)) : words.late(lengthOf(-left))
    clock.closest('strong')?.classList.toggle('bad', left <= 0)
  }
}

/** As the host writes it: its two largest units. */
function lengthOf(ms: number): string {
  const minutes = Math.floor(ms / 60_000)
  const counts = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60] as const
  const parts = counts.flatMap((count, unit) => (count > 0 ? [words.unit(count, unit)] : [])).slice(0, 2)
  return parts.length > 0 ? parts.join(words.between) : words.noTime
}

function offerSignOut(): void {
  const button = document.createElement('button')
  button.className = 'quiet'
  button.textContent = words.signOut
  button.addEventListener('click', async () => {
    const waiting = (await all()).filter(({ of }) => of === holder).length
    if (waiting === 0 || confirm(words.unsent(waiting))) await signOut()
  })
  document.querySelector('main')?.append(button)
}
