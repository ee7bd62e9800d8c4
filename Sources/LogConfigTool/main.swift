print("logconfig")
