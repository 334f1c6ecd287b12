/** A change that would have made a stop cheaper; what its kind does not speak of is null. */
interface CheaperWay {
  readonly kind: 'other_day' | 'joint_pickup' | 'other_vehicle' | 'collection_point';
  readonly date: string | null;
  readonly place: string | null;
  readonly vehicle: string | null;
  readonly metres: number | null;
}

/** How days and lengths are written where the words stand. */
interface Writing {
  readonly day: (date: string) => string;
  readonly length: (metres: number) => string;
}

interface Words {
  readonly other_day: (day: string, place: string) => string;
  readonly alone: (day: string) => string;
  readonly joint_pickup: (day: string) => string;
  readonly other_vehicle: (vehicle: string) => string;
  readonly collection_point: (length: string, place: string) => string;
  readonly none: string;
}

const words = {
  en: {
    other_day: (day, place) => `on ${day}, on the way with ${place}`,
    alone: (day) => `on ${day}`,
    joint_pickup: (day) => `together with its pickup on ${day}`,
    other_vehicle: (vehicle) => `with ${vehicle}`,
    collection_point: (length, place) => `brought ${length} to ${place}`,
    none: 'Nothing cheaper was found.',
  },
  vi: {
    other_day: (day, place) => `vào ${day}, cùng đường với ${place}`,
    alone: (day) => `vào ${day}`,
    joint_pickup: (day) => `gộp với lần lấy hàng ở đó ${day}`,
    other_vehicle: (vehicle) => `đi bằng ${vehicle}`,
    collection_point: (length, place) => `chở ${length} đến ${place}`,
    none: 'Không tìm được cách rẻ hơn.',
  },
  'zh-Hans': {
    other_day: (day, place) => `改到 ${day}，与${place}顺路`,
    alone: (day) => `改到 ${day}`,
    joint_pickup: (day) => `与该地 ${day} 的取货合并`,
    other_vehicle: (vehicle) => `用 ${vehicle}`,
    collection_point: (length, place) => `送到 ${length}外的${place}`,
    none: '没有找到更便宜的做法。',
  },
  id: {
    other_day: (day, place) => `pada ${day}, searah dengan ${place}`,
    alone: (day) => `pada ${day}`,
    joint_pickup: (day) => `digabung dengan penjemputan di sana pada ${day}`,
    other_vehicle: (vehicle) => `dengan ${vehicle}`,
    collection_point: (length, place) => `dibawa ${length} ke ${place}`,
    none: 'Tidak ditemukan yang lebih murah.',
  },
} as const satisfies Readonly<Record<string, Words>>;

type Language = keyof typeof words;

/** What a cheaper way is, on the page and in the lists that are taken along. */
export function cheaperWords(way: CheaperWay, language: Language, write: Writing): string {
  const say: Words = words[language];
  const day = way.date === null ? '' : write.day(way.date);
  switch (way.kind) {
    case 'other_day':
      return way.place === null ? say.alone(day) : say.other_day(day, way.place);
    case 'joint_pickup':
      return say.joint_pickup(day);
    case 'other_vehicle':
      return say.other_vehicle(way.vehicle ?? '');
    case 'collection_point':
      return say.collection_point(write.length(way.metres ?? 0), way.place ?? '');
  }
}

/** That there is none. */
export const noneCheaper = (language: Language): string => words[language].none;
