import type { Hub } from '#server/contract/hub.ts';

/** Saves an example list whose places lie around the hub, so that it can be imported as it is. */
export function downloadExample(kind: 'requests' | 'fleet' | 'actuals', hub: Hub): void {
  const text = { requests: exampleRequests, fleet: exampleFleet, actuals: exampleActuals }[kind](hub);
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${kind}.csv`;
  link.click();
  URL.revokeObjectURL(address);
}

/** About a kilometre each, in degrees. */
const around = [
  [0.012, 0.004],
  [-0.008, 0.011],
  [0.005, -0.013],
] as const;

function exampleRequests({ lat, lon }: Pick<Hub, 'lat' | 'lon'>): string {
  const goods = ['oranges,480,24,96', 'tea,120,8,24', 'lychee,260,13,52'];
  const rows = around.map(([north, east], index) =>
    [
      `example-${index + 1}`,
      'pickup',
      (lat + north).toFixed(5),
      (lon + east).toFixed(5),
      goods[index],
      '06:30',
      '11:00',
      'light',
    ].join(','),
  );
  const head = 'id,kind,lat,lon,product,kg,crates,parcels,ready_from,ready_until,largest_vehicle';
  return `\uFEFF${[head, ...rows].join('\r\n')}\r\n`;
}

function exampleFleet(): string {
  const head =
    'id,type,profile,capacity_kg,capacity_crates,capacity_parcels,fixed_cost,cost_per_km,cost_per_hour,shift_start,shift_end,count';
  const rows = [
    'M,three-wheeler,motorbike,400,20,,5,0.4,3,06:00,16:00,2',
    'L,1.25 t,light,1250,62,,15,0.9,4,05:30,17:00,3',
    'H,5 t,heavy,5000,250,,40,1.6,5,05:00,17:00,1',
  ];
  return `\uFEFF${[head, ...rows].join('\r\n')}\r\n`;
}

function exampleActuals(): string {
  const head =
    'vehicle,request,odometer_start,odometer_end,left_at,back_at,litres,fuel_paid,tolls_paid,kg,crates,parcels';
  const rows = ['L-1,,48210,48318,06:10,14:25,14.5,,0,,,', ',example-1,,,,,,,,462.5,23,92'];
  return `\uFEFF${[head, ...rows].join('\r\n')}\r\n`;
}
