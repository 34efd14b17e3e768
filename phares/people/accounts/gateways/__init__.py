"""What lives outside the tables: the count of wrong passwords, in this process’s memory."""
