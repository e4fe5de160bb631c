import { blobOf } from './photo.ts'
import { words } from './words.ts'

/** Where a finger signs. Without one the name in the field stands alone. */
export interface Pad {
  readonly signed: () => Promise<Blob | undefined>
}

const WIDTH = 600
const HEIGHT = 240

/** Black on white whatever the page's colours: it is printed. */
export function padIn(form: HTMLFormElement): Pad {
  const canvas = document.createElement('canvas')
  canvas.width = WIDTH
  canvas.height = HEIGHT
  canvas.className = 'pad'
  canvas.setAttribute('aria-label', words.signHere)
  const pen = canvas.getContext('2d')
  let [isDown, isSigned] = [false, false]
  const empty = () => {
    isSigned = false
    if (!pen) return
    pen.fillStyle = '#fff'
    pen.fillRect(0, 0, WIDTH, HEIGHT)
    pen.lineWidth = 4
    pen.lineCap = pen.lineJoin = 'round'
    pen.strokeStyle = '#000'
  }
  const at = ({ offsetX, offsetY }: PointerEvent): [number, number] => [
    (offsetX * WIDTH) / canvas.clientWidth,
    (offsetY * HEIGHT) / canvas.clientHeight,
  ]
  canvas.addEventListener('pointerdown', (event) => {
    isDown = true
    canvas.setPointerCapture(event.pointerId)
    pen?.beginPath()
    pen?.moveTo(...at(event))
  })
  canvas.addEventListener('pointermove', (event) => {
    if (!isDown) return
    isSigned = true
    pen?.lineTo(...at(event))
    pen?.stroke()
  })
  const lift = () => {
    isDown = false
  }
  for (const end of ['pointerup', 'pointercancel']) canvas.addEventListener(end, lift)
  const again = document.createElement('button')
  again.type = 'button'
  again.className = 'quiet'
  again.textContent = words.clear
  again.addEventListener('click', empty)
  const hint = document.createElement('p')
  hint.textContent = words.signHere
  empty()
  form.querySelector('button')?.before(hint, canvas, again)
  return { signed: async () => (isSigned ? blobOf(canvas, 'image/png') : undefined) }
}
