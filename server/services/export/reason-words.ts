import type { Locale } from '#server/contract/basics.ts';
import type { UnassignedCode } from '#server/contract/plan.ts';

/** Why a request is in no run, and what to do, as the desk says it; in English a plan says more by itself. */
export const reasonWords: Readonly<Record<Exclude<Locale, 'en'>, Readonly<Record<UnassignedCode, string>>>> =
  {
    vi: {
      NOT_ON_ROAD: 'Nơi này cách đường quá xa. Hãy huỷ đơn rồi đặt lại ở chỗ hết đường xe chạy.',
      UNREACHABLE:
        'Không có đường từ trạm tới nơi này. Hãy kiểm tra vị trí; đặt lại ở nơi có đường thông về trạm.',
      NO_VEHICLES:
        'Không có xe nào hoạt động trong ngày đó. Hãy nhập danh sách xe, bật một xe, hoặc xếp một tài xế làm ngày đó.',
      NO_VEHICLE_MAY_ENTER:
        'Không xe nào trong đội vào được nơi này. Hãy thêm xe nhỏ hơn, hoặc cho phép xe lớn hơn.',
      TOO_LARGE: 'Hàng nhiều hơn sức chở của mọi xe vào được. Hãy huỷ đơn rồi đặt lại thành nhiều đơn nhỏ.',
      OUTSIDE_SHIFTS: 'Không ca nào đủ dài để đi và về. Hãy kéo dài một ca.',
      WINDOW_TOO_EARLY:
        'Không xe nào tới kịp trong giờ có hàng. Hãy đặt lại với khung giờ rộng hơn, hoặc cho ca bắt đầu sớm hơn.',
      NOT_ENOUGH_VEHICLES: 'Các xe phù hợp đều đã đầy. Hãy thêm xe, hoặc dời đơn sang ngày khác.',
      SKILLS_MISSING: 'Không xe nào có đủ trang bị cần thiết. Hãy trang bị thêm cho một xe vào được nơi này.',
      PINNED_ELSEWHERE: 'Đơn được dành cho những xe không đến được. Hãy cho xe khác nhận đơn này.',
      PASSES_NO_HUB:
        'Không xe nào tới được đó lại chở hàng qua trạm. Hãy cho một xe xuất phát và kết thúc ở trạm.',
      RUNS_LOCKED: 'Mọi chuyến có thể nhận đơn đều đã khoá. Hãy mở khoá một chuyến, hoặc thêm xe.',
      RECEIVING_CLOSED:
        'Không xe nào về kịp giờ trạm nhận hàng. Hãy nhận hàng muộn hơn, hoặc cho ca bắt đầu sớm hơn.',
      NOT_FRESH:
        'Không xe nào chở về trạm kịp lúc còn tươi. Hãy nới giới hạn độ tươi, hoặc lấy hàng vào giờ khác.',
      OVER_RUN_LIMIT:
        'Chuyến nào nhận đơn này cũng vượt giới hạn. Hãy nâng giới hạn về điểm dừng, quãng đường hoặc giờ.',
      NO_TIME_FOR_BREAK: 'Không tài xế nào vừa phục vụ vừa kịp nghỉ. Hãy nới giờ nghỉ, hoặc kéo dài một ca.',
      LEFT_OUT_FOR_PRICE: 'Bỏ lại đơn này tốn ít hơn. Hãy tăng giá của việc bỏ lại.',
      NOT_YET_PLACED:
        'Vẫn còn chỗ, nhưng việc tìm kiếm đã dừng trước. Hãy lập kế hoạch lại với nhiều thời gian hơn.',
      TAKEN_OUT:
        'Đã được lấy ra khỏi chuyến tại bàn điều phối. Hãy đưa vào một chuyến, hoặc lập phần còn lại.',
      NOT_YET_PLANNED: 'Đơn này đến sau khi đã lập kế hoạch. Hãy đưa vào một chuyến, hoặc lập phần còn lại.',
    },
    'zh-Hans': {
      NOT_ON_ROAD: '地点离道路太远。请取消该订单，改在道路尽头重新添加。',
      UNREACHABLE: '从集散点没有路通到此处。请核对位置，改在与集散点相通的道路旁重新添加。',
      NO_VEHICLES: '当天没有在用的车辆。请导入车辆清单、启用车辆，或安排司机当天出车。',
      NO_VEHICLE_MAY_ENTER: '车队中没有车能进入。请增加小型车，或允许更大的车。',
      TOO_LARGE: '货量超过可进入车辆的载量。请取消该订单，分成几个较小的订单重新添加。',
      OUTSIDE_SHIFTS: '没有足够长的班次往返。请延长班次。',
      WINDOW_TOO_EARLY: '没有车能在可取时间内到达。请用更宽的时间段重新添加，或把班次提前。',
      NOT_ENOUGH_VEHICLES: '合适的车辆都已排满。请增加车辆，或改到其他日期。',
      SKILLS_MISSING: '没有车辆具备所需的全部装备。请为能到达那里的车辆配齐所缺装备。',
      PINNED_ELSEWHERE: '它只留给了无法前往的车辆。请允许其他车辆接收它。',
      PASSES_NO_HUB: '能到达那里的车辆都不经过集散点装卸。请让一辆车从集散点出发并返回集散点。',
      RUNS_LOCKED: '所有可以接收它的车次都已锁定。请解锁一个车次，或增加车辆。',
      RECEIVING_CLOSED: '没有车辆能在集散点收货时间内返回。请延长收货时间，或提前开始班次。',
      NOT_FRESH: '没有车辆能在保鲜期内送到集散点。请放宽保鲜期限，或改在其他时间取货。',
      OVER_RUN_LIMIT: '任何车辆接收它都会超出车次限制。请提高停靠数、里程或工时的限制。',
      NO_TIME_FOR_BREAK: '没有司机能在服务它的同时休息。请放宽休息时间，或延长班次。',
      LEFT_OUT_FOR_PRICE: '不服务它的花费更少。请提高不服务它的代价。',
      NOT_YET_PLACED: '仍有空位，但搜索提前结束。请用更长时间重新规划。',
      TAKEN_OUT: '已在调度台从班次中移出。请放入一个班次，或规划其余部分。',
      NOT_YET_PLANNED: '它在计划完成后才登记。请放入一个班次，或规划其余部分。',
    },
    id: {
      NOT_ON_ROAD: 'Tempat terlalu jauh dari jalan. Batalkan, lalu tambahkan lagi di ujung jalan.',
      UNREACHABLE:
        'Tidak ada jalan dari hub ke tempat ini. Periksa letaknya; tambahkan lagi di jalan yang tersambung ke hub.',
      NO_VEHICLES:
        'Tidak ada kendaraan yang dipakai hari itu. Impor armada, aktifkan kendaraan, atau beri sopir jam kerja hari itu.',
      NO_VEHICLE_MAY_ENTER:
        'Tidak ada kendaraan armada yang boleh masuk. Tambah kendaraan lebih kecil, atau izinkan yang lebih besar.',
      TOO_LARGE:
        'Muatan melebihi kendaraan mana pun yang boleh masuk. Batalkan, lalu tambahkan lagi dalam bagian yang lebih kecil.',
      OUTSIDE_SHIFTS: 'Tidak ada jam kerja yang cukup untuk pergi dan pulang. Perpanjang jam kerja.',
      WINDOW_TOO_EARLY:
        'Tidak ada kendaraan yang bisa tiba dalam jam siap. Tambahkan lagi dengan waktu yang lebih longgar, atau mulai giliran lebih awal.',
      NOT_ENOUGH_VEHICLES:
        'Semua kendaraan yang cocok sudah penuh. Tambah kendaraan, atau pindahkan pesanan ke hari lain.',
      SKILLS_MISSING:
        'Tidak ada kendaraan dengan semua perlengkapan yang diperlukan. Lengkapi salah satu kendaraan yang boleh ke sana.',
      PINNED_ELSEWHERE:
        'Ini disimpan untuk kendaraan yang tidak bisa datang. Izinkan kendaraan lain mengambilnya.',
      PASSES_NO_HUB:
        'Tidak ada kendaraan ke sana yang melewati hub dengan muatannya. Biarkan satu kendaraan berangkat dari dan kembali ke hub.',
      RUNS_LOCKED:
        'Semua rit yang bisa mengambilnya terkunci. Buka kunci satu rit, atau tambahkan kendaraan.',
      RECEIVING_CLOSED:
        'Tidak ada kendaraan yang kembali selama hub menerima barang. Terima sampai lebih lama, atau mulai shift lebih awal.',
      NOT_FRESH:
        'Tidak ada kendaraan yang bisa membawanya segar ke hub. Longgarkan batas kesegaran, atau ambil pada waktu lain.',
      OVER_RUN_LIMIT:
        'Kendaraan mana pun akan melampaui batas ritnya. Naikkan batas perhentian, jarak, atau jam.',
      NO_TIME_FOR_BREAK:
        'Tidak ada sopir yang bisa melayaninya dan beristirahat. Beri waktu istirahat lebih longgar, atau perpanjang shift.',
      LEFT_OUT_FOR_PRICE: 'Lebih murah jika tidak dilayani. Naikkan harga untuk tidak melayaninya.',
      NOT_YET_PLACED:
        'Masih ada tempat, tetapi pencarian berakhir lebih dulu. Rencanakan lagi dengan waktu lebih lama.',
      TAKEN_OUT: 'Dikeluarkan dari ritnya di meja kerja. Masukkan ke sebuah rit, atau rencanakan sisanya.',
      NOT_YET_PLANNED: 'Datang setelah rencana dibuat. Masukkan ke sebuah rit, atau rencanakan sisanya.',
    },
  };
