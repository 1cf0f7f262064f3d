import type { Schemas } from "../../../data/api.js";

const HEIGHT = 10;
const WIDTH = 200;

/** The seats of one line as a bar, all lines on the same scale: approved, asked for, left, and beyond what is agreed. The numbers stand beside it. */
export const SeatBar = ({ line: { agreed, nominated, approved }, most }: { readonly line: Schemas["SeatLine"]; readonly most: number }) => {
  const x = (seats: number): number => (seats / Math.max(most, 1)) * WIDTH;
  const within = Math.min(nominated, agreed);
  const decided = Math.min(approved, within);
  const parts = [["left", 0, agreed], ["nominated", decided, within], ["approved", 0, decided], ["over", agreed, nominated]] as const;
  return (
    <svg className="seat-bar" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" focusable="false">
      {parts.map(([name, from, to]) => (to > from ? <rect key={name} className={`seat ${name}`} x={x(from)} y={0} width={x(to - from)} height={HEIGHT} /> : null))}
    </svg>
  );
};
