"""Official documents as Word files, laid out by GB/T 9704-2012, and their quotations found again after editing."""
