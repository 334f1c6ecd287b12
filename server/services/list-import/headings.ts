/** Languages in which headings are recognised, beside the canonical name itself. */
type HeadingLanguage = 'en' | 'vi' | 'zh' | 'id';

/** Headings of one column by language; compared without case, diacritics, spaces and punctuation. */
export type Headings = Readonly<Record<HeadingLanguage, readonly string[]>>;

const headings = (en: string, vi: string, zh: string, id: string): Headings => ({
  en: en.split(', '),
  vi: vi.split(', '),
  zh: zh.split(', '),
  id: id.split(', '),
});

/** Columns of requests.csv in their canonical order. */
export const requestHeadings = {
  id: headings(
    'reference, ref, request, request id, booking, code',
    'mã, mã yêu cầu, mã đơn, mã số',
    '编号, 单号, 订单号, 请求编号',
    'kode, id permintaan, nomor permintaan',
  ),
  kind: headings(
    'pickup or delivery, request type, direction',
    'loại, loại yêu cầu, thu hay giao, hình thức',
    '类型, 种类, 取送, 业务类型',
    'jenis, jenis permintaan, tipe, arah',
  ),
  place: headings(
    'village, location, address, pickup place, farm, site, plus code',
    'nơi, địa điểm, địa chỉ, thôn, bản, làng, điểm thu gom, vị trí, nơi lấy hàng',
    '地点, 村, 村庄, 村名, 村寨, 地址, 位置, 取货地点, 取件地点',
    'tempat, lokasi, desa, kampung, dusun, alamat, titik jemput',
  ),
  lat: headings('latitude', 'vĩ độ', '纬度', 'lintang, garis lintang'),
  lon: headings('lng, long, longitude', 'kinh độ', '经度', 'bujur, garis bujur'),
  product: headings(
    'crop, goods, produce, item, commodity',
    'sản phẩm, hàng, tên hàng, mặt hàng, loại hàng, hàng hóa, nông sản',
    '产品, 货物, 农产品, 品名, 商品, 品种',
    'produk, barang, hasil, hasil panen, komoditas, jenis produk',
  ),
  kg: headings(
    'weight, kilos, kilograms, quantity kg, mass',
    'khối lượng, trọng lượng, cân nặng, số kg, số ký',
    '重量, 公斤, 千克, 公斤数, 数量公斤',
    'berat, bobot, jumlah kg',
  ),
  crates: headings(
    'number of crates, baskets',
    'thùng, số thùng, sọt, số sọt, két',
    '箱, 箱数, 筐, 筐数, 周转箱',
    'krat, jumlah krat, peti, jumlah peti, keranjang',
  ),
  parcels: headings(
    'number of parcels, packages, packets',
    'kiện, số kiện, bưu kiện, số bưu kiện, số gói',
    '包裹, 包裹数, 件, 件数',
    'paket, jumlah paket, bungkusan',
  ),
  ready_from: headings(
    'ready, ready at, from, earliest, window start, time from',
    'từ, từ giờ, sẵn sàng từ, có hàng từ, giờ bắt đầu, bắt đầu',
    '从, 最早时间, 开始时间, 起始时间, 可取时间',
    'siap dari, siap mulai, mulai, dari jam, jam mulai',
  ),
  ready_until: headings(
    'ready to, until, to, latest, window end, time to, deadline',
    'đến, đến giờ, sẵn sàng đến, giờ kết thúc, kết thúc, hạn',
    '到, 最晚时间, 结束时间, 截止时间',
    'siap sampai, siap hingga, sampai, hingga, sampai jam, jam selesai',
  ),
  harvested_at: headings(
    'harvested, harvest, harvest time, picked at',
    'thu hoạch, thu hoạch lúc, giờ thu hoạch, ngày thu hoạch, thời gian thu hoạch',
    '采摘时间, 采摘日期, 采收时间, 收获时间',
    'panen, dipanen, waktu panen, jam panen, tanggal panen',
  ),
  service_minutes: headings(
    'service time, loading minutes, loading time, minutes at the stop',
    'thời gian bốc hàng, số phút bốc hàng, thời gian phục vụ, phút phục vụ',
    '服务时间, 服务分钟, 装货时间, 装货分钟, 装卸分钟',
    'menit layanan, waktu muat, menit muat, lama muat',
  ),
  largest_vehicle: headings(
    'biggest vehicle, max vehicle, vehicle limit, access',
    'xe lớn nhất, loại xe lớn nhất, xe tối đa, xe vào được',
    '最大车型, 最大车辆, 可进车型, 车型限制',
    'kendaraan terbesar, kendaraan maksimum, mobil terbesar',
  ),
  priority: headings('urgency', 'ưu tiên, mức ưu tiên, độ ưu tiên', '优先, 优先级', 'prioritas'),
  cooperative: headings(
    'coop, group, farmers group',
    'hợp tác xã, HTX, tổ hợp tác, nhóm',
    '合作社, 合作组',
    'koperasi, kelompok tani, kelompok',
  ),
} as const satisfies Record<string, Headings>;

export type RequestColumn = keyof typeof requestHeadings;

/** Columns of fleet.csv in their canonical order. */
export const fleetHeadings = {
  id: headings(
    'vehicle, vehicle id, plate, number plate, license plate, registration, name',
    'mã xe, biển số, biển số xe, xe, tên xe, mã',
    '车牌, 车牌号, 车号, 车辆, 车辆编号, 编号',
    'kendaraan, kode, plat, plat nomor, nomor polisi, nopol',
  ),
  type: headings(
    'vehicle type, model',
    'loại xe, kiểu xe, loại',
    '车型, 车辆类型, 类型',
    'jenis, jenis kendaraan, tipe, tipe kendaraan',
  ),
  profile: headings(
    'class, vehicle class, access class',
    'hạng, hạng xe, cỡ xe, nhóm xe',
    '级别, 车辆级别, 通行级别',
    'profil, kelas, kelas kendaraan, golongan',
  ),
  capacity_kg: headings(
    'capacity, payload, payload kg, load kg, max kg, kg',
    'tải trọng, trọng tải, tải trọng kg, sức chở, sức chở kg',
    '载重, 载重量, 载重公斤, 核定载重, 最大载重',
    'kapasitas, kapasitas kg, muatan, muatan kg, daya angkut',
  ),
  capacity_crates: headings(
    'crates, max crates',
    'số thùng, số thùng tối đa, sức chứa thùng',
    '箱数, 箱容量, 最大箱数',
    'krat, jumlah krat, kapasitas krat, kapasitas peti',
  ),
  capacity_parcels: headings(
    'parcels, max parcels',
    'số kiện, số kiện tối đa, sức chứa kiện',
    '件数, 包裹数, 包裹容量, 最大件数',
    'paket, jumlah paket, kapasitas paket',
  ),
  fixed_cost: headings(
    'fixed, daily cost, cost per day, day rate, hire',
    'chi phí cố định, phí cố định, tiền thuê, tiền thuê xe, giá thuê ngày',
    '固定成本, 固定费用, 每日费用, 租金',
    'biaya tetap, sewa, sewa harian, biaya sewa',
  ),
  cost_per_km: headings(
    'per km, km rate, rate per km, price per km',
    'chi phí mỗi km, phí mỗi km, giá mỗi km, tiền mỗi km, đơn giá km',
    '每公里, 每公里成本, 每公里费用, 公里单价',
    'biaya per km, tarif per km',
  ),
  cost_per_hour: headings(
    'per hour, hour rate, hourly rate, rate per hour, price per hour',
    'chi phí mỗi giờ, phí mỗi giờ, giá mỗi giờ, tiền mỗi giờ, đơn giá giờ',
    '每小时, 每小时成本, 每小时费用, 小时单价',
    'biaya per jam, tarif per jam, per jam',
  ),
  shift_start: headings(
    'start, start time, from, works from',
    'bắt đầu, giờ bắt đầu, bắt đầu ca, từ giờ, vào ca',
    '上班时间, 开始时间, 出车时间, 班次开始',
    'mulai, jam mulai, mulai kerja, awal shift',
  ),
  shift_end: headings(
    'end, end time, to, until, works until',
    'kết thúc, giờ kết thúc, kết thúc ca, đến giờ, hết ca',
    '下班时间, 结束时间, 收车时间, 班次结束',
    'selesai, jam selesai, selesai kerja, akhir shift',
  ),
  most_trips: headings(
    'trips, max trips, trips a day, trips a shift',
    'số lượt, số lượt tối đa, lượt mỗi ngày, lượt mỗi ca',
    '趟数, 最多趟数, 每日趟数, 每班趟数',
    'jumlah perjalanan, maks perjalanan, perjalanan per hari, perjalanan per sif',
  ),
  most_stops: headings(
    'stops, max stops',
    'số điểm, số điểm tối đa, điểm dừng tối đa',
    '站点数, 最多站点, 最多停靠',
    'jumlah titik, maks titik, maks berhenti',
  ),
  most_km: headings(
    'max km, km a day, max distance km',
    'số km tối đa, km tối đa, km mỗi ngày',
    '最多公里, 每日公里, 最大里程',
    'maks km, km maksimum, km per hari',
  ),
  most_hours: headings(
    'max hours, hours a day, hours out',
    'số giờ tối đa, giờ tối đa, giờ mỗi ngày',
    '最多小时, 每日小时, 最长外出小时',
    'maks jam, jam maksimum, jam per hari',
  ),
  start_lat: headings(
    'start latitude, home lat, home latitude',
    'vĩ độ xuất phát, vĩ độ bắt đầu',
    '起点纬度, 出发纬度',
    'lintang awal, lintang berangkat',
  ),
  start_lon: headings(
    'start longitude, start lng, home lon, home longitude',
    'kinh độ xuất phát, kinh độ bắt đầu',
    '起点经度, 出发经度',
    'bujur awal, bujur berangkat',
  ),
  count: headings(
    'number, number of vehicles, quantity, how many',
    'số lượng, số xe',
    '数量, 辆数, 台数',
    'jumlah, jumlah kendaraan, banyaknya',
  ),
} as const satisfies Record<string, Headings>;

export type FleetColumn = keyof typeof fleetHeadings;

/** Columns of actuals.csv: a row is of a vehicle's run or of a request. */
export const actualHeadings = {
  vehicle: headings('truck, car, plate', 'xe, biển số', '车辆, 车牌', 'kendaraan, nomor polisi'),
  request: headings(
    'reference, ref, request id, booking',
    'yêu cầu, mã yêu cầu, mã đơn',
    '请求, 编号, 单号, 请求编号',
    'permintaan, id permintaan',
  ),
  odometer_start: headings(
    'odometer at the start, km start',
    'công tơ mét lúc đi, km đi',
    '出发里程表, 出发里程',
    'odometer berangkat, km awal',
  ),
  odometer_end: headings(
    'odometer at the end, km end',
    'công tơ mét lúc về, km về',
    '返回里程表, 返回里程',
    'odometer kembali, km akhir',
  ),
  left_at: headings('left, start, departure', 'lúc đi, giờ đi', '出发, 出发时间', 'berangkat, jam berangkat'),
  back_at: headings('back, end, return', 'lúc về, giờ về', '返回, 返回时间', 'kembali, jam kembali'),
  litres: headings('fuel litres, liters', 'lít, số lít', '升, 油量', 'liter'),
  fuel_paid: headings('fuel, fuel cost', 'tiền dầu, tiền xăng, tiền nhiên liệu', '油费, 燃料费', 'biaya bbm'),
  tolls_paid: headings('tolls, toll', 'phí cầu đường', '过路费', 'tol, biaya tol'),
  kg: requestHeadings.kg,
  crates: requestHeadings.crates,
  parcels: requestHeadings.parcels,
} as const satisfies Record<string, Headings>;
export type ActualColumn = keyof typeof actualHeadings;
