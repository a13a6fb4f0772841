"""What stands under the fields of an agreement and its parts, in plain words."""

AGREEMENT = {
    "year": "Tahun anggaran yang diperjanjikan.",
    "version": "0 untuk PK awal, 1 untuk perubahan pertama, dan seterusnya.",
    "place": "Tempat penandatanganan, misalnya Jakarta.",
    "signed_on": "Paling lambat satu bulan sesudah tanggal DIPA (PermenPANRB 53/2014).",
    "first_party_name": "Yang berjanji: nama kepala unit seperti akan tercetak.",
    "first_party_position": "Jabatan yang berjanji, misalnya Kepala Sentra.",
    "second_party_name": "Atasan yang menerima janji.",
    "second_party_position": "Jabatan atasan, misalnya Direktur Jenderal.",
    "reason": "Wajib untuk versi perubahan; kosong untuk PK awal.",
}
LINE = {
    "order": "Urutan dalam PK: 1, 2, 3, dan seterusnya.",
    "target": "Target setahun, misalnya 87,5. Kosong berarti belum ditetapkan, bukan nol.",
    "target_lower": "Hanya untuk indikator dalam rentang.",
    "target_upper": "Hanya untuk indikator dalam rentang.",
    "target_text": "Hanya untuk indikator bersatuan predikat, misalnya WTP.",
    "parent": "Butir PK unit induk yang diturunkan menjadi butir ini, bila ada.",
    "objective_name": "Terisi saat PK ditandatangani; kosongkan selama masih draf.",
    "indicator_name": "Terisi saat PK ditandatangani; kosongkan selama masih draf.",
}
QUARTER = {
    "quarter": "Triwulan 1 sampai 4.",
    "target": "Posisi yang hendak dicapai pada akhir triwulan.",
    "target_text": "Hanya untuk indikator bersatuan predikat.",
}
STEP = {
    "order": "Urutan langkah: 1, 2, 3, dan seterusnya.",
    "description": "Apa yang dikerjakan, misalnya menyusun pedoman.",
    "quarter_from": "Triwulan 1 sampai 4.",
    "quarter_to": "Triwulan 1 sampai 4; tidak sebelum triwulan mulai.",
    "person_in_charge": "Jabatan atau tim yang mengerjakan.",
    "budget": "Bilangan bulat dalam rupiah.",
}
BUDGET = {
    "code": "Kode program atau kegiatan, misalnya DQ atau DQ.6279.",
    "amount": "Bilangan bulat dalam rupiah.",
}
