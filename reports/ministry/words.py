"""The words a ministry of social services is made of, and real places; no persons."""

FIELDS = (
    "Rehabilitasi Sosial",
    "Perlindungan dan Jaminan Sosial",
    "Pemberdayaan Sosial",
    "Penanganan Fakir Miskin",
    "Penanggulangan Bencana Sosial",
)
GROUPS = (
    "Anak",
    "Lanjut Usia",
    "Penyandang Disabilitas",
    "Keluarga Rentan",
    "Korban Bencana",
    "Komunitas Adat Terpencil",
    "Korban Perdagangan Orang",
)
SERVICES = ("Asesmen", "Pendampingan", "Terapi", "Advokasi", "Vokasional", "Rujukan", "Hunian Sementara", "Data")
CITIES = (
    *("Banda Aceh", "Sabang", "Langsa", "Lhokseumawe", "Subulussalam", "Medan", "Binjai", "Tebing Tinggi"),
    *("Pematangsiantar", "Tanjungbalai", "Sibolga", "Padangsidimpuan", "Gunungsitoli", "Padang", "Bukittinggi"),
    *("Payakumbuh", "Pariaman", "Solok", "Sawahlunto", "Padang Panjang", "Pekanbaru", "Dumai", "Batam"),
    *("Tanjungpinang", "Jambi", "Sungai Penuh", "Palembang", "Lubuklinggau", "Pagar Alam", "Prabumulih"),
    *("Bengkulu", "Bandar Lampung", "Metro", "Pangkalpinang", "Serang", "Cilegon", "Tangerang", "Jakarta Timur"),
    *("Jakarta Selatan", "Bandung", "Bekasi", "Bogor", "Depok", "Cimahi", "Cirebon", "Sukabumi", "Tasikmalaya"),
    *("Banjar", "Semarang", "Surakarta", "Magelang", "Pekalongan", "Salatiga", "Tegal", "Yogyakarta"),
    *("Surabaya", "Malang", "Batu", "Blitar", "Kediri", "Madiun", "Mojokerto", "Pasuruan", "Probolinggo"),
    *("Denpasar", "Mataram", "Bima", "Kupang", "Pontianak", "Singkawang", "Palangka Raya", "Banjarmasin"),
    *("Banjarbaru", "Samarinda", "Balikpapan", "Bontang", "Tarakan", "Makassar", "Parepare", "Palopo", "Palu"),
    *("Kendari", "Baubau", "Gorontalo", "Manado", "Bitung", "Tomohon", "Kotamobagu", "Ambon", "Tual"),
    *("Ternate", "Tidore Kepulauan", "Jayapura", "Sorong"),
)
OBJECTIVES = (
    "Meningkatnya layanan {field} yang menjangkau penerima manfaat",
    "Meningkatnya mutu pelaksanaan program {field}",
    "Terwujudnya tata kelola {unit} yang akuntabel",
)
