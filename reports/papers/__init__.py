"""The papers of a year beside the LKj: Perjanjian Kinerja, Rencana Aksi, Manual IKU and the Renstra's matrix."""
