"""Results of a lesson as files: tables, a page to read and print, data for programs, and questions to practise."""
