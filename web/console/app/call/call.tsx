export function Call() {
  return <div className="page" />
}
