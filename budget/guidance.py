"""What stands under the fields of the budget, in plain words."""

SATKER = {"code": "Enam angka."}
DIPA = {
    "number": "Seperti tercetak, misalnya SP DIPA-027.04.1.466286/2023. Boleh kosong bila belum terbit.",
    "satker": "Satuan kerja pemilik DIPA.",
}
REVISION = {
    "order": "Urutan dalam waktu: 1 untuk DIPA awal, 2 untuk revisi sesudahnya.",
    "number": "0 untuk DIPA awal; nomor revisi boleh melompat.",
    "state": "Usulan tidak mengubah angka mana pun; periksa dan tetapkan di halaman anggaran.",
    "amount": "Bilangan bulat dalam rupiah.",
    "digital_stamp": "Kode pengesahan seperti tercetak pada DIPA.",
}
LINE = {
    "parent": "Baris tepat di atasnya; kosong hanya untuk program.",
    "path": "Kode dari program sampai baris ini dipisah titik, misalnya DQ.6279.QAA.101.",
    "level": "Program, kegiatan, KRO, RO, komponen, subkomponen, atau akun.",
    "order": "Urutan dalam POK: 1, 2, 3, dan seterusnya.",
    "objective": "Sasaran yang dibiayai; berlaku juga untuk semua baris di bawahnya.",
}
CEILING = {
    "revision": "Revisi DIPA yang menetapkan pagu ini.",
    "amount": "Bilangan bulat dalam rupiah. Baris tanpa pagu sendiri memakai jumlah baris di bawahnya.",
    "blocked": "Bagian pagu yang tidak boleh dibelanjakan (halaman IV DIPA); 0 bila tidak ada.",
}
SPENDING = {
    "month_from": "Bulan 1 sampai 12.",
    "month_to": "Bulan 1 sampai 12; sama dengan bulan awal untuk satu bulan.",
    "amount": "Bilangan bulat dalam rupiah; koreksi boleh negatif.",
}
WITHDRAWAL = {
    "revision": "Halaman III sebuah revisi menggantikan seluruh halaman III sebelumnya.",
    "month": "Bulan 1 sampai 12.",
    "amount": "Rencana bulan itu saja, bukan kumulatif; bilangan bulat dalam rupiah.",
}
VOLUME_TARGET = {
    "line": "Baris RO.",
    "revision": "Revisi DIPA yang menetapkan target ini; RO tanpa baris baru memakai target sebelumnya.",
}
VOLUME = {"measure_label": "Satuan keluaran, misalnya orang atau dokumen."}
ACTIVITY = {"line": "Baris POK yang membiayai kegiatan ini, bila ada."}
