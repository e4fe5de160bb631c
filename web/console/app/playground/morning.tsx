import Button from 'antd/es/button'
import { text } from '../../../../shared/kernel/text.ts'
import { Problem } from '../parts/problem.tsx'
import { useSay } from '../words.ts'
import { usePlayable, usePlayMorning } from './data.ts'

/** Thirty repairs in all states, once, so that there is something to look at. */
export default function Morning() {
  const say = useSay()
  const { data } = usePlayable()
  const play = usePlayMorning()
  if (data?.playable !== 'yes' && !play.isPending && !play.isError) return null
  return (
    <section className="morning">
      <Button loading={play.isPending} onClick={() => play.mutate()}>
        {play.isPending
          ? say(text('正在播放，几秒就好', 'Playing, a few seconds'))
          : say(text('播放繁忙的早晨', 'Play a busy morning'))}
      </Button>
      <p className="soft small">
        {say(
          text(
            '三十多张报修、各种状态，几秒钟演完；时钟往前走约 3 小时 40 分，不在早晨就从下一个早上八点起。',
            'Thirty repairs in all states within seconds; the clock goes on by about 3 h 40 min, from the next 8 o’clock unless it is morning.',
          ),
        )}
      </p>
      {play.isError && <Problem error={play.error} />}
    </section>
  )
}
