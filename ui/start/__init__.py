"""The screens before the register is open: first start, unlocking, recovery, putting a backup back, closing."""
